package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static se.sluss.testsupport.Eventually.holds;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.testsupport.TestPersons;

/** A connection is taken out of use, and another comes in its place. */
@SubmitterTest
class RetiredConnectionIT extends Deliveries {
  @Test
  void nothingIsSentAfterwardsItsKeysAreGoneAndWhatWasSentIsKept() {
    String connection = vendor.connect(Service.ELT);
    SubmissionSigned before = vendor.signed(Service.ELT);
    vendor.tell(before);
    SubmissionReceived received = last(before, SubmissionReceived.class);

    retire(admin(), connection).statusCode(200).body("active", equalTo(false));
    retire(admin(), connection).statusCode(200);

    assertThat(
            Rows.read(
                "SELECT state || (sealed_key_store IS NULL) || (sealed_password IS NULL) FROM"
                    + " submitter.certificate WHERE connection_id = '%s'".formatted(connection)))
        .containsExactly("PASTtruetrue");
    lane(connection).body("state", equalTo("PAUSED")).body("reason", equalTo("RETIRED"));
    admin().get("/v1/lanes").then().body("data.connectionId", not(hasItem(connection)));
    admin()
        .post("/v1/lanes/" + connection + "/resume")
        .then()
        .statusCode(409)
        .body("detail", containsString("retired"));
    assertThat(
            catchThrowable(
                () ->
                    Rows.change(
                        "UPDATE submitter.lane SET state = 'RUNNING' WHERE connection_id = '%s'"
                            .formatted(connection))))
        .hasStackTraceContaining("is retired");
    for (String path : List.of("address", "next-certificate", "trusted-certificates")) {
      admin()
          .contentType("application/json")
          .body("{}")
          .put("/v1/connections/" + connection + "/" + path)
          .then()
          .statusCode(409)
          .body("detail", containsString("retired"));
    }
    admin().get("/v1/exchanges/" + received.attemptId()).then().statusCode(200);
  }

  @Test
  void whatWaitsGoesOverTheNextConnectionWhateverItsProtocol() {
    String connection = vendor.connect(Service.ELT);
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    SubmissionSigned waiting = vendor.signed(Service.ELT);
    vendor.tell(waiting);
    first(waiting, SubmissionQueued.class);
    Vendor.register(overShs("test"))
        .statusCode(409)
        .body("detail", containsString("DELETE /v1/connections"));

    retire(admin(), connection).statusCode(200);
    holds(() -> assertThat(standing(waiting)).containsExactly("PAUSED", "UNCONNECTED"));
    String next = Vendor.register(overShs("test")).statusCode(201).extract().path("id");

    holds(() -> lane(connection).body("backlog", equalTo(0)));
    holds(
        () ->
            assertThat(
                    Rows.read(
                        "SELECT connection_id FROM submitter.job WHERE submission_id = '%s'"
                            .formatted(waiting.submission().submissionId())))
                .containsExactly(next));
    // Not while it is being sent.
    holds(() -> retire(admin(), next).statusCode(200));
    vendor.connect(Service.ELT);
    last(waiting, SubmissionReceived.class);
    assertThat(AUTHORITY.calls(vendor.commonName()))
        .filteredOn(call -> call.path("outcome").asText().equals("ACCEPTED"))
        .hasSize(1);
  }

  @Test
  void onceTheLastIsCancelledTheOneBeforeItIsToldThatThereIsNoConnection() {
    String connection = vendor.connect(Service.ELT);
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    SubmissionSigned before = vendor.signed(Service.ELT);
    SubmissionSigned last = vendor.signed(Service.ELT);
    for (SubmissionSigned each : List.of(before, last)) {
      vendor.tell(each);
      first(each, SubmissionQueued.class);
    }
    retire(admin(), connection).statusCode(200);
    holds(() -> assertThat(standing(last)).last().isEqualTo("UNCONNECTED"));

    vendor.askToCancel(last.submission());
    last(last, SubmissionCancelled.class);

    holds(() -> assertThat(standing(before)).containsExactly("PAUSED", "UNCONNECTED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SENDING", "IN_DOUBT", "PARKED"})
  void whileADocumentIsNotThroughItIsNotRetired(String state) {
    String connection = vendor.connect(Service.ELT);
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    first(signed, SubmissionQueued.class);
    Rows.change(
        "UPDATE submitter.job SET state = '%s', not_before = '2100-01-01T00:00:00Z' WHERE submission_id = '%s'"
            .formatted(state, signed.submission().submissionId()));

    retire(admin(), connection)
        .statusCode(409)
        .body("code", equalTo("state-conflict"))
        .body("detail", containsString("resolve what is parked"));

    admin().get("/v1/connections/" + connection).then().body("active", equalTo(true));
  }

  @Test
  void aCertificateComesIntoForceFirst() {
    String connection = vendor.connect(Service.ELT);
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    first(signed, SubmissionQueued.class);
    // It waits for the answer to this one.
    Rows.change(
        """
        UPDATE submitter.job SET state = 'SENDING' WHERE submission_id = '%s';
        UPDATE submitter.lane SET changing_to = identity WHERE connection_id = '%s'
        """
            .formatted(signed.submission().submissionId(), connection));

    retire(admin(), connection).statusCode(409).body("detail", containsString("coming into force"));
  }

  @Test
  void aLoanIsEndedFirst() {
    String connection = vendor.connect(Service.ELT);
    Vendor guest = new Vendor(sealer);
    vendor.lends(connection, guest).statusCode(200);

    retire(admin(), connection).statusCode(409).body("detail", containsString("lent"));
    admin()
        .delete("/v1/connections/" + connection + "/guests/" + guest.id())
        .then()
        .statusCode(200);
    retire(admin(), connection).statusCode(200);
  }

  @Test
  void itsOwnVendorRetiresItAndNobodyElse() {
    String connection = vendor.connect(Service.ELT);
    String reader = Callers.key(vendor, Optional.empty(), Mode.TEST, Set.of("connections:read"));
    String key = Callers.key(vendor, Optional.empty(), Mode.TEST, Set.of("connections:write"));

    retire(Callers.with(reader), connection).statusCode(403);
    retire(Callers.with(Callers.keyOf(new Vendor(sealer))), connection).statusCode(404);
    retire(Callers.with(key), connection).statusCode(200);
  }

  @Test
  void whatOneProtocolHasProvedOpensNoLiveConnectionOverTheOther() {
    String test = vendor.connect(Service.ELT);
    admin()
        .contentType("application/json")
        .body(Map.of("vendorId", vendor.id().value(), "service", "ELT"))
        .post("/v1/onboardings")
        .then()
        .statusCode(201);
    Rows.change(
        """
        INSERT INTO submitter.connection_test (id, connection_id, vendor_id, mode,
          interface_version, document_id, document_sha256, asked_at, settled_at, submission_id,
          outcome, tx_id)
        VALUES ('%s', '%s', '%s', 'test', '1', '', '', clock_timestamp(), clock_timestamp(), '%s',
          'RECEIVED', 'tx')
        """
            .formatted(
                se.sluss.model.id.ConnectionTestId.next(),
                test,
                vendor.id(),
                se.sluss.model.id.SubmissionId.next()));
    assertThat(approved()).isEqualTo("DONE");

    Vendor.register(overShs("live")).statusCode(201);

    assertThat(approved()).isNotEqualTo("DONE");
    admin()
        .contentType("application/json")
        .body("{}")
        .post("/v1/onboardings/" + vendor.id() + "/ELT/open")
        .then()
        .statusCode(409)
        .body("errors.pointer", hasItem("#/steps/TEST_APPROVED"));
  }

  private String approved() {
    return admin()
        .get("/v1/onboardings/" + vendor.id() + "/ELT")
        .then()
        .statusCode(200)
        .extract()
        .path("steps.find { it.step == 'TEST_APPROVED' }.state");
  }

  private static ValidatableResponse retire(RequestSpecification caller, String connection) {
    return caller.delete("/v1/connections/" + connection).then();
  }

  private Map<String, Object> overShs(String mode) {
    String address = Authority.running().shsAddress().replace("localhost", "127.0.0.1");
    Map<String, Object> form = vendor.form(Service.ELT, address, "PT0.2S");
    form.put("mode", mode);
    form.put("productType", UUID.randomUUID().toString());
    Map<String, Object> shs = new LinkedHashMap<>();
    shs.put("sender", TestPersons.organisationNumber(3));
    shs.put("receiver", TestPersons.organisationNumber(4));
    shs.put("status", mode.equals("live") ? "production" : "test");
    shs.put("agreement", "none");
    shs.put("dataPartType", "request");
    shs.put("fileName", "request.xml");
    shs.put("receiptTxId", "response");
    form.put("shs", shs);
    return form;
  }
}
