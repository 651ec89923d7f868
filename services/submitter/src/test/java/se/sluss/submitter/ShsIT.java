package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static se.sluss.testsupport.Eventually.holds;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.ValidatableResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.event.SubmissionInDoubt;
import se.sluss.model.event.SubmissionParked;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionSending;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Service;
import se.sluss.testsupport.TestPersons;

/**
 * Documents that go by SHS. Cases of the national interoperability suite carry its numbers; what
 * they ask of asynchronous messages is asked here of the synchronous request and its reply.
 */
@SubmitterTest
class ShsIT extends Deliveries {
  private static final String RECEIVER = TestPersons.organisationNumber(2);
  private static final String AGREEMENT = "agreement-1";

  private String product = UUID.randomUUID().toString();
  private String connection;

  /** TS42-K-001 query and answer, TS41-K-001 direct addressing. */
  @ParameterizedTest
  @EnumSource(Service.class)
  void documentGoesFromTheQueueToItsReceipt(Service service) {
    join(service, AGREEMENT, "");
    connect(service, AGREEMENT);
    SubmissionSigned signed = vendor.signed(service);

    vendor.tell(signed);

    SubmissionReceived received = last(signed, SubmissionReceived.class);
    assertThat(kinds(signed))
        .containsExactly(SubmissionQueued.class, SubmissionSending.class, SubmissionReceived.class);
    List<JsonNode> calls = AUTHORITY.calls(vendor.commonName());
    assertThat(calls).hasSize(1);
    assertThat(calls.getFirst().path("outcome").asText()).isEqualTo("ACCEPTED");
    assertThat(calls.getFirst().path("path").asText()).isEqualTo("/shs/rs");
    assertThat(calls.getFirst().path("documentSha256").asText()).isEqualTo(signed.documentSha256());
    assertThat(received.txId()).isEqualTo(calls.getFirst().path("txId").asText());
    assertThat(opened(signed, received)).contains("<shs.label").contains(received.txId());
    String sent = exchanges("txId=" + received.txId()).extract().path("data[0].request.txId");
    assertThat(sent).isNotEqualTo(received.txId());
    assertThat(opened(signed, received)).contains("corr.id=\"" + sent + '"');
    exchanges("txId=" + sent)
        .body("data", hasSize(1))
        .body("data[0].txId", equalTo(received.txId()))
        .body("data[0].submissionId", equalTo(signed.submission().submissionId().value()));
    assertThat(calls.getFirst().path("headers").toString())
        .doesNotContain("soapaction")
        .doesNotContain("x-shs");
  }

  /** TS42-K-003 public agreement: the label names none. */
  @Test
  void labelWithoutAnAgreementLivesByThePublicOne() {
    join(Service.ELT, null, "");
    connect(Service.ELT, "none");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    last(signed, SubmissionReceived.class);
  }

  /** TS41-K-005 letters, and how other nodes write what they answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "accents",
        "doctype",
        "bare-numbers",
        "no-file-name",
        "seven-bit",
        "base64",
        "new-tx-id"
      })
  void replyIsReadAsOtherNodesWriteIt(String quirk) {
    join(Service.ELT, AGREEMENT, quirk);
    connect(Service.ELT, AGREEMENT);
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    last(signed, SubmissionReceived.class);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
  }

  /** TS41-K-010 missing or wrong agreement, and the rest of what a node refuses a sender. */
  @ParameterizedTest
  @CsvSource({
    "agreement, wrong, FORBIDDEN",
    "agreement, none, FORBIDDEN",
    "sender, OTHER, FORBIDDEN",
    "receiver, OTHER, ADDRESS_REFUSED",
    "productType, UUID, ADDRESS_REFUSED"
  })
  void whatIsWrongWithTheConnectionStopsTheLaneAndKeepsTheDocument(
      String member, String value, String reason) {
    join(Service.ELT, AGREEMENT, "");
    String wrong =
        value
            .replace("OTHER", TestPersons.organisationNumber(4))
            .replace("UUID", UUID.randomUUID().toString());
    register(Service.ELT, AGREEMENT, Map.of(member, wrong));
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    holds(() -> assertThat(Vendor.toldOf(connection)).last().isInstanceOf(ConnectionStopped.class));
    assertThat(last(signed, SubmissionQueued.class).reason()).isEqualTo(QueuedReason.LANE_STOPPED);
    lane(connection)
        .body("state", equalTo("STOPPED"))
        .body("reason", equalTo(reason))
        .body("backlog", equalTo(1));
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
  }

  @Test
  void wrongAgreementIsToldAsAFaultInAReplyToo() {
    join(Service.ELT, AGREEMENT, "error-as-reply");
    connect(Service.ELT, "wrong");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    holds(() -> assertThat(Vendor.toldOf(connection)).last().isInstanceOf(ConnectionStopped.class));
    lane(connection).body("reason", equalTo("FORBIDDEN")).body("backlog", equalTo(1));
  }

  /** TS41-K-009 unknown certificate issuer. */
  @Test
  void certificateThatIsNotKnownStopsTheLaneBeforeAnythingIsSent() {
    join(Service.ELT, AGREEMENT, "");
    AUTHORITY.fault(vendor.commonName(), "tls-refusal", 100, "");
    connect(Service.ELT, AGREEMENT);
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    holds(() -> assertThat(Vendor.toldOf(connection)).last().isInstanceOf(ConnectionStopped.class));
    assertThat(AUTHORITY.calls(vendor.commonName())).isEmpty();
  }

  @Test
  void answerLostAfterStoringIsDoubtAndTheSameMessageGoesAgain() {
    join(Service.ELT, AGREEMENT, "");
    connect(Service.ELT, AGREEMENT);
    AUTHORITY.fault(vendor.commonName(), "drop-after-storing", 1, "");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    last(signed, SubmissionReceived.class);
    assertThat(kinds(signed))
        .containsExactly(
            SubmissionQueued.class,
            SubmissionSending.class,
            SubmissionInDoubt.class,
            SubmissionSending.class,
            SubmissionReceived.class);
    List<String> sent =
        exchanges("submissionId=" + signed.submission().submissionId())
            .extract()
            .path("data.findAll { it.request }.request.txId");
    assertThat(Set.copyOf(sent)).hasSize(1);
    exchanges("txId=" + sent.getFirst())
        .body("data.outcome", equalTo(List.of("RECEIVED", "IN_DOUBT")));
    List<JsonNode> calls = AUTHORITY.calls(vendor.commonName());
    assertThat(calls).hasSize(2);
    assertThat(calls)
        .extracting(call -> call.path("documentSha256").asText())
        .containsOnly(signed.documentSha256());
    assertThat(calls.getLast().path("resend").asBoolean()).isTrue();
    assertThat(calls)
        .extracting(call -> call.path("requestSha256").asText())
        .doesNotContain("")
        .containsOnly(calls.getFirst().path("requestSha256").asText());
  }

  private static ValidatableResponse exchanges(String query) {
    return admin().get("/v1/exchanges?" + query).then().statusCode(200);
  }

  @Test
  void answerToAnotherMessageIsNeverAReceipt() {
    join(Service.ELT, AGREEMENT, "foreign-answer");
    connect(Service.ELT, AGREEMENT);
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    assertThat(last(signed, SubmissionParked.class).reason()).isEqualTo("UNREADABLE_ANSWER");
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1 + InAHurry.MOST_RESENDS);
  }

  @ParameterizedTest
  @CsvSource({"validation-fault, XML_VALIDATION", "signature-fault, SIGNATURE_VALIDATION"})
  void onlyTheServicesOwnFaultsRefuseADocument(String fault, RefusalReason reason) {
    join(Service.ELT, AGREEMENT, "");
    connect(Service.ELT, AGREEMENT);
    AUTHORITY.fault(vendor.commonName(), fault, 1, "");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    assertThat(last(signed, SubmissionRefused.class).reason()).isEqualTo(reason);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
  }

  /** A node that could not reach the service: retried, with a code or with an empty one. */
  @ParameterizedTest
  @ValueSource(strings = {"", "empty-error-code", "error-as-reply"})
  void nodeThatDidNotReachTheServiceIsAskedAgain(String quirk) {
    join(Service.ELT, AGREEMENT, quirk);
    connect(Service.ELT, AGREEMENT);
    AUTHORITY.fault(vendor.commonName(), "soap-fault", 1, "");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    last(signed, SubmissionReceived.class);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(2);
  }

  @Test
  void settingsAreAskedForByNameAndShownAgain() {
    Map<String, Object> form = form(Service.ELT, AGREEMENT);
    form.put("shs", Map.of("sender", TestPersons.organisationNumber(3)));
    Vendor.register(form)
        .statusCode(422)
        .body("errors.pointer", hasItem("#/shs/agreement"))
        .body("errors.pointer", hasItem("#/shs/dataPartType"));

    connect(Service.ELT, AGREEMENT);
    admin()
        .get("/v1/connections/" + connection)
        .then()
        .statusCode(200)
        .body("productType", equalTo(product))
        .body("shs.agreement", equalTo(AGREEMENT))
        .body("shs.receiptTxId", equalTo("response"));
    admin()
        .get("/v1/connections/" + new Vendor(sealer).connect(Service.ELT))
        .then()
        .body("shs", nullValue());
  }

  @Test
  void documentsThatWaitGoAsTheProductThatTheConnectionHasNow() {
    join(Service.ELT, AGREEMENT, "");
    register(Service.ELT, AGREEMENT, Map.of("agreedInterval", "PT3S"));
    SubmissionSigned before = vendor.signed(Service.ELT);
    vendor.tell(before);
    last(before, SubmissionReceived.class);
    // Its message is ready, and waits for its slot.
    SubmissionSigned waiting = vendor.signed(Service.ELT);
    vendor.tell(waiting);
    first(waiting, SubmissionQueued.class);
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    product = UUID.randomUUID().toString();
    join(Service.ELT, AGREEMENT, "");

    move("FK.ASE.Tidredovisning").statusCode(422).body("errors.pointer", hasItem("#/productType"));
    move(product).statusCode(200).body("productType", equalTo(product));
    admin().post("/v1/lanes/" + connection + "/resume").then().statusCode(200);

    last(waiting, SubmissionReceived.class);
    lane(connection).body("state", equalTo("RUNNING"));
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(2);
  }

  private ValidatableResponse move(String productType) {
    return admin()
        .contentType("application/json")
        .body(
            Map.of(
                "address", AUTHORITY.shsAddress(), "productType", productType, "reason", "theirs"))
        .put("/v1/connections/" + connection + "/address")
        .then();
  }

  /** Enters the vendor in the node's directory; without an agreement it has the public one. */
  private void join(Service service, String agreement, String quirk) {
    AUTHORITY.enterForShs(
        """
        {"commonName":"%s","organisation":"%s","receiver":"%s","product":"%s","service":"%s",
         "agreement":%s,"publicly":%s,"dataPartType":"%s","quirks":[%s]}
        """
            .formatted(
                vendor.commonName(),
                TestPersons.organisationNumber(3),
                RECEIVER,
                product,
                service,
                agreement == null ? "null" : '"' + agreement + '"',
                agreement == null,
                "request",
                quirk.isEmpty() ? "" : '"' + quirk + '"'));
  }

  private void connect(Service service, String agreement) {
    register(service, agreement, Map.of());
  }

  private void register(Service service, String agreement, Map<String, String> changes) {
    Map<String, Object> form = form(service, agreement);
    @SuppressWarnings("unchecked")
    Map<String, Object> shs = (Map<String, Object>) form.get("shs");
    changes.forEach((member, value) -> (shs.containsKey(member) ? shs : form).put(member, value));
    connection = Vendor.register(form).statusCode(201).extract().path("id");
  }

  private Map<String, Object> form(Service service, String agreement) {
    Map<String, Object> form = vendor.form(service, AUTHORITY.shsAddress(), "PT0.2S");
    form.put("productType", product);
    Map<String, Object> shs = new LinkedHashMap<>();
    shs.put("sender", TestPersons.organisationNumber(3));
    shs.put("receiver", RECEIVER);
    shs.put("status", "test");
    shs.put("agreement", agreement);
    shs.put("dataPartType", "request");
    shs.put("fileName", "request.xml");
    shs.put("receiptTxId", "response");
    form.put("shs", shs);
    return form;
  }
}
