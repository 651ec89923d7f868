package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.event.SubmissionParked;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionResolved;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.testsupport.Eventually;

/** A person decides what becomes of what is parked. */
@SubmitterTest
class ResolveIT extends Deliveries {
  private static final int CALLS = 1 + InAHurry.MOST_RESENDS;

  @Test
  void receivedByHandEndsItWithTheTxIdAndTheReason() {
    SubmissionSigned parked = parked(CALLS);
    String key = UUID.randomUUID().toString();
    String decision =
        "{\"as\":\"RECEIVED\",\"txId\":\"tx-7\",\"reason\":\"their support says so\"}";

    resolve(parked, key, decision)
        .statusCode(200)
        .body("state", equalTo("RECEIVED"))
        .body("operatorActs", hasSize(1))
        .body("operatorActs[0].what", equalTo("resolve"))
        .body("operatorActs[0].reason", equalTo("their support says so"))
        .body("operatorActs[0].details", equalTo("RECEIVED tx-7"));
    resolve(parked, key, decision).statusCode(200).header("Idempotent-Replayed", "true");

    SubmissionResolved resolved = last(parked, SubmissionResolved.class);
    assertThat(resolved.resolution()).isEqualTo(Resolution.RECEIVED);
    assertThat(resolved.txId()).contains("tx-7");
    assertThat(resolved.resolvedBy()).isEqualTo("administrator");
    assertThat(kinds(parked)).containsOnlyOnce(SubmissionResolved.class);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(CALLS);
  }

  @Test
  void whatIsSentAgainGoesInASlotOfItsOwn() {
    SubmissionSigned parked = parked(CALLS);

    resolve(parked, "{\"as\":\"SEND_AGAIN\",\"reason\":\"they lack it\"}").statusCode(200);

    last(parked, SubmissionReceived.class);
    var told = Vendor.told(parked.submission().submissionId());
    int resolved = told.indexOf(first(parked, SubmissionResolved.class));
    assertThat(told.get(resolved - 1)).isInstanceOf(SubmissionParked.class);
    assertThat(((SubmissionQueued) told.get(resolved + 1)).reason())
        .isEqualTo(QueuedReason.OPERATOR);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(CALLS + 1);
    assertThat(AUTHORITY.calls(vendor.commonName()))
        .extracting(call -> call.path("documentSha256").asText())
        .containsOnly(parked.documentSha256());
  }

  @Test
  void whatIsSentAgainInVainIsParkedAgainAfterAsManyResends() {
    SubmissionSigned parked = parked(100);

    resolve(parked, "{\"as\":\"SEND_AGAIN\",\"reason\":\"try\"}").statusCode(200);

    Eventually.holds(
        () ->
            assertThat(Vendor.told(parked.submission().submissionId()))
                .filteredOn(SubmissionParked.class::isInstance)
                .hasSize(2));
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(CALLS + InAHurry.MOST_RESENDS);
  }

  @Test
  void decisionAboutWhatIsNotParkedIsAConflictThatNamesTheState() {
    SubmissionSigned parked = parked(CALLS);
    resolve(parked, "{\"as\":\"REFUSED\",\"reason\":\"they will not have it\"}")
        .statusCode(200)
        .body("state", equalTo("REFUSED"));

    resolve(parked, "{\"as\":\"SEND_AGAIN\",\"reason\":\"a second thought\"}")
        .statusCode(409)
        .body("code", equalTo("state-conflict"))
        .body("detail", containsString("REFUSED"));

    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(CALLS);
  }

  @Test
  void decisionIsRefusedWithAllItsFaults() {
    SubmissionSigned parked = parked(CALLS);

    resolve(parked, "{\"as\":\"RECEIVED\"}")
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("#/txId", "#/reason"));
    resolve(parked, "{\"as\":\"REFUSED\",\"txId\":\"tx\",\"reason\":\" \"}")
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("#/txId", "#/reason"));
    resolve(parked, "{\"as\":\"MAYBE\",\"reason\":\"" + "r".repeat(501) + "\"}")
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("#/as", "#/reason"));
    resolve(parked, "{\"as\":\"REFUSED\",\"reason\":\"r\",\"other\":1}")
        .statusCode(422)
        .body("errors.pointer", contains("#/other"));
    admin()
        .contentType("application/json")
        .body("{}")
        .post(path(parked))
        .then()
        .statusCode(400)
        .body("code", equalTo("idempotency-key-missing"));
    assertThat(last(parked, SubmissionParked.class)).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(Resolution.class)
  void onlyTheOperatorDecides(Resolution as) {
    String body = "{\"as\":\"%s\",\"txId\":\"t\",\"reason\":\"r\"}".formatted(as);

    Callers.with(Callers.keyOf(vendor))
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(body)
        .post("/v1/deliveries/" + SubmissionId.next() + "/resolve")
        .then()
        .statusCode(403);
  }

  /** Parked after as many calls as it may make; later calls go well if the faults are used up. */
  private SubmissionSigned parked(int faults) {
    vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "http-status", faults, ",\"status\":502");
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    SubmissionEvent last = last(signed, SubmissionParked.class);
    assertThat(last).isNotNull();
    return signed;
  }

  private static String path(SubmissionSigned signed) {
    return "/v1/deliveries/" + signed.submission().submissionId() + "/resolve";
  }

  private static ValidatableResponse resolve(SubmissionSigned signed, String body) {
    return resolve(signed, UUID.randomUUID().toString(), body);
  }

  private static ValidatableResponse resolve(SubmissionSigned signed, String key, String body) {
    return admin()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post(path(signed))
        .then();
  }
}
