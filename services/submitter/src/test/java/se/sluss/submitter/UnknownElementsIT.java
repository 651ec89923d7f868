package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Service;

/** Every type of the contract ends in an extension point, so answers may say more one day. */
@SubmitterTest
class UnknownElementsIT extends Deliveries {
  @ParameterizedTest
  @EnumSource(Service.class)
  void receiptWithElementsThatNobodyKnowsIsAReceiptAndKeepsThem(Service service) {
    vendor.connect(service);
    AUTHORITY.fault(vendor.commonName(), "extended", 1, "");
    SubmissionSigned signed = vendor.signed(service);

    vendor.tell(signed);

    SubmissionReceived received = last(signed, SubmissionReceived.class);
    assertThat(received.txId())
        .isEqualTo(AUTHORITY.calls(vendor.commonName()).getFirst().path("txId").asText());
    assertThat(opened(signed, received))
        .contains("<ns3:tx-id>" + received.txId())
        .contains(
            "<n:handlaggning xmlns:n=\"urn:example:later\"><n:enhet>Bos\u00e4ttning</n:enhet>");
  }
}
