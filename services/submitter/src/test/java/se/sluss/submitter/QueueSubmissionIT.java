package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static se.sluss.testsupport.Eventually.holds;

import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.event.Topic;
import se.sluss.model.id.Service;

@SubmitterTest
class QueueSubmissionIT extends Deliveries {
  @Test
  void redeliveredEventMakesNoSecondJob() {
    vendor.connect(Service.ELT);
    SubmissionSigned signed = vendor.signed(Service.ELT);
    var event = vendor.tell(signed);
    last(signed, SubmissionReceived.class);

    Vendor.tell(Topic.SIGNING, event, signed);
    vendor.tell(signed);
    SubmissionSigned next = vendor.signed(Service.ELT);
    vendor.tell(next);

    last(next, SubmissionReceived.class);
    assertThat(kinds(signed)).hasSize(3);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(2);
  }

  @Test
  void cancelledBeforeItCameIsNeverSent() throws Exception {
    vendor.connect(Service.ELT);
    SubmissionSigned cancelled = vendor.signed(Service.ELT);
    SubmissionSigned next = vendor.signed(Service.ELT);

    vendor.askToCancel(cancelled.submission());
    holds(() -> assertThat(tombstones(cancelled.submission().submissionId())).isEqualTo(1));
    vendor.tell(cancelled);
    last(cancelled, SubmissionCancelled.class);
    vendor.tell(next);

    last(next, SubmissionReceived.class);
    assertThat(kinds(cancelled)).containsExactly(SubmissionCancelled.class);
    assertThat(tombstones(cancelled.submission().submissionId())).isZero();
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
  }

  @Test
  void cancelledInTheLaneIsNeverSentAndCancelAfterTheReceiptChangesNothing() {
    String connection = vendor.connect(Service.ELT);
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    SubmissionSigned cancelled = vendor.signed(Service.ELT);
    SubmissionSigned sent = vendor.signed(Service.ELT);
    vendor.tell(cancelled);
    vendor.tell(sent);
    first(cancelled, SubmissionQueued.class);
    first(sent, SubmissionQueued.class);

    vendor.askToCancel(cancelled.submission());
    last(cancelled, SubmissionCancelled.class);
    admin().post("/v1/lanes/" + connection + "/resume").then().statusCode(200);
    last(sent, SubmissionReceived.class);
    vendor.askToCancel(sent.submission());
    SubmissionSigned next = vendor.signed(Service.ELT);
    vendor.askToCancel(next.submission());
    holds(() -> assertThat(tombstones(next.submission().submissionId())).isEqualTo(1));

    assertThat(kinds(sent)).last().isEqualTo(SubmissionReceived.class);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
  }

  @Test
  void documentWaitsVisiblyForAConnection() {
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    holds(
        () ->
            admin()
                .get("/v1/lanes")
                .then()
                .body(
                    "data.findAll { it.vendorId == '" + vendor.id() + "' }.state",
                    contains("UNCONNECTED")));

    vendor.connect(Service.ELT);

    last(signed, SubmissionReceived.class);
  }

  @Test
  void documentThatIsNotTheSignedOneIsNeverSent() {
    vendor.connect(Service.ELT);
    SubmissionSigned signed = vendor.signed(Service.ELT);
    SubmissionSigned altered =
        new SubmissionSigned(
            signed.submission(),
            signed.entry(),
            "0".repeat(64),
            signed.sealedDocument(),
            signed.sealedSignatures(),
            signed.neededBy(),
            signed.signedAt());
    SubmissionSigned next = vendor.signed(Service.ELT);

    vendor.tell(altered);
    vendor.tell(next);

    last(next, SubmissionReceived.class);
    assertThat(Vendor.told(signed.submission().submissionId())).isEmpty();
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
  }
}
