package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static se.sluss.testsupport.Eventually.value;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.testsupport.RealInfrastructure;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** The way from the first letter to the open lane, and that no proof on it can be skipped. */
@SubmitterTest
class OnboardingIT extends Deliveries {
  private static final String PROVIDER = TestPersons.organisationNumber(1);

  @Test
  void checklistTicksItselfFromTheTermsToTheFirstLiveDocument() {
    start();
    assertThat(state("TERMS_READ")).isEqualTo("WAITING");
    assertThat(state("CERTIFICATE_INSTALLED")).isEqualTo("LATER");
    list()
        .body(step("TERMS_READ") + ".waitsFor", equalTo("VENDOR"))
        .body(step("TERMS_READ") + ".since", notNullValue())
        .body(step("REGISTERED") + ".since", nullValue());

    say("TERMS_READ", RealInfrastructure.ADMIN_KEY).statusCode(200);
    String test = vendor.connect(Service.ELT);
    assertThat(state("CERTIFICATE_INSTALLED")).isEqualTo("DONE");
    assertThat(state("TEST_ADDRESS")).isEqualTo("DONE");
    assertThat(state("AGREEMENT_SIGNED")).isEqualTo("WAITING");
    say("AGREEMENT_SIGNED", RealInfrastructure.ADMIN_KEY).statusCode(200);
    list().body(step("REGISTERED") + ".waitsFor", equalTo("AUTHORITY"));
    say("REGISTERED", RealInfrastructure.ADMIN_KEY).statusCode(200);
    answerAll();
    assertThat(state("TECHNICAL_CHECKLIST")).isEqualTo("DONE");
    assertThat(state("TEST_APPROVED")).isEqualTo("WAITING");
    String txId = proved(test);
    value(() -> state("TEST_APPROVED"), "DONE"::equals);
    Rows.change(
        "INSERT INTO submitter.connection_test (id, connection_id, vendor_id, mode,"
            + " interface_version, document_id, document_sha256, asked_at)"
            + " SELECT left(id, -5) || to_char(n, 'FM00000'), connection_id, vendor_id, mode,"
            + " interface_version, document_id || n, document_sha256, clock_timestamp()"
            + " FROM submitter.connection_test, generate_series(1, 1001) AS n"
            + " WHERE connection_id = '"
            + test
            + "' ON CONFLICT DO NOTHING");
    list().body(step("TEST_APPROVED") + ".proof", containsString(txId));
    String live = Vendor.register(liveForm()).statusCode(201).extract().path("id");
    assertThat(state("PRODUCTION_ADDRESS")).isEqualTo("DONE");
    list()
        .body(step("PRODUCTION_OPEN") + ".state", equalTo("WAITING"))
        .body(step("PRODUCTION_OPEN") + ".waitsFor", equalTo("HOUSE"));
    lane(live).body("state", equalTo("PAUSED")).body("reason", equalTo("ONBOARDING"));

    open(Map.of()).statusCode(200).body(step("PRODUCTION_OPEN") + ".state", equalTo("DONE"));

    SubmissionSigned signed = live();
    vendor.tell(signed);
    last(signed, SubmissionReceived.class);
  }

  @Test
  void whatWasProvedAtAnotherAddressDoesNotCount() {
    start();
    String test = vendor.connect(Service.ELT);
    proved(test);
    value(() -> state("TEST_APPROVED"), "DONE"::equals);
    admin().post("/v1/lanes/" + test + "/pause").then().statusCode(200);

    admin()
        .contentType("application/json")
        .body(Map.of("address", "https://localhost:1/shs2/" + Vendor.product(Service.ELT)))
        .put("/v1/connections/" + test + "/address")
        .then()
        .statusCode(200);

    assertThat(state("TEST_ADDRESS")).isEqualTo("DONE");
    assertThat(state("TEST_APPROVED")).isNotEqualTo("DONE");
  }

  @Test
  void liveLaneStaysClosedWhileAProofIsMissing() {
    start();
    String live = Vendor.register(liveForm()).statusCode(201).extract().path("id");
    SubmissionSigned signed = live();
    vendor.tell(signed);
    first(signed, SubmissionQueued.class);

    admin()
        .post("/v1/lanes/" + live + "/resume")
        .then()
        .statusCode(409)
        .body("detail", containsString("/v1/onboardings"));
    open(Map.of())
        .statusCode(409)
        .body("code", equalTo("state-conflict"))
        .body("errors.pointer", hasItems("#/steps/TERMS_READ", "#/steps/TEST_APPROVED"))
        .body("errors.pointer", not(hasItem("#/steps/PRODUCTION_ADDRESS")));
    assertThat(
            catchThrowable(
                () ->
                    Rows.change(
                        "UPDATE submitter.lane SET state = 'RUNNING' WHERE connection_id = '%s'"
                            .formatted(live))))
        .hasStackTraceContaining("is not opened");
    assertThat(slots(signed)).isZero();
    lane(live).body("state", equalTo("PAUSED"));
  }

  @Test
  void nobodyPassesAProofOverTheOperatorNeither() {
    start();
    String live = Vendor.register(liveForm()).statusCode(201).extract().path("id");

    open(Map.of("override", true, "reason", "moved here from the old gateway"))
        .statusCode(greaterThanOrEqualTo(400));
    open(Map.of("reason", "moved here from the old gateway"))
        .statusCode(409)
        .body("errors.pointer", hasItem("#/steps/TEST_APPROVED"));

    lane(live).body("state", equalTo("PAUSED"));
    list().body(step("PRODUCTION_OPEN") + ".state", equalTo("LATER"));
  }

  @Test
  void nothingIsOpenedWithoutALiveConnection() {
    start();

    open(Map.of()).statusCode(409).body("detail", containsString("production address"));
  }

  @ParameterizedTest
  @CsvSource({
    "live, https://localhost:1/shs2/FK.ASE.Tidredovisning, FK.ASE.Tidredovisning, #/address",
    "live, https://LOCALHOST:1/shs2/FK.ASE.Tidredovisning, FK.ASE.Tidredovisning, #/address",
    "live, https://127.0.0.1:1/shs2/FK.ASE.Tidredovisning.ref, FK.ASE.Tidredovisning.ref,"
        + " #/productType",
    "live, https://127.0.0.1:1/shs2/FK.ASE.Tidredovisning.EXT, FK.ASE.Tidredovisning.EXT,"
        + " #/productType",
    "test, https://shs.forsakringskassan.se:7020/shs2/FK.ASE.Tidredovisning,"
        + " FK.ASE.Tidredovisning, #/address",
  })
  void addressOfTheOtherEnvironmentIsRefused(
      String mode, String address, String product, String pointer) {
    Map<String, Object> form = vendor.form(Service.ELT, address, "PT1S");
    form.put("mode", mode);
    form.put("productType", product);

    Vendor.register(form)
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem("other-environment"));
  }

  @Test
  void vendorSaysWhatIsItsPartAndNothingElse() {
    start();
    String key = Callers.keyOf(vendor);

    say("TERMS_READ", key).statusCode(200).body(step("TERMS_READ") + ".proof", equalTo("read it"));
    say("REGISTERED", key).statusCode(403);
    for (String self : List.of("TEST_APPROVED", "CERTIFICATE_INSTALLED", "PRODUCTION_OPEN")) {
      say(self, key).statusCode(409);
      say(self, RealInfrastructure.ADMIN_KEY).statusCode(409);
    }
    say("NO_SUCH_STEP", key).statusCode(404);
    Callers.with(key)
        .contentType("application/json")
        .body("{}")
        .post(path() + "/open")
        .then()
        .statusCode(403);
    Callers.with(Callers.key(vendor, Optional.empty(), Mode.LIVE, Set.of()))
        .get(path())
        .then()
        .statusCode(200);
    for (String stranger :
        List.of(Callers.keyOf(new Vendor(sealer)), Callers.keyOf(vendor, vendor.tenant()))) {
      Callers.with(stranger).get(path()).then().statusCode(404);
      say("TERMS_READ", stranger).statusCode(404);
    }
  }

  @Test
  void answersAreExportedAsAPageThatHoldsThemAsText() {
    start();
    answer(Map.of("product", "<b>Omsorg & Co</b>")).statusCode(200);
    answer(Map.of("no-such-question", "x")).statusCode(422);

    admin()
        .get(path() + "/answers-document")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .header("Content-Security-Policy", startsWith("default-src 'none'"))
        .body(containsString("&lt;b&gt;Omsorg &amp; Co&lt;/b&gt;"))
        .body(containsString("Inte besvarad"));
  }

  private void start() {
    Map<String, String> form = Map.of("vendorId", vendor.id().value(), "service", "ELT");
    admin()
        .contentType("application/json")
        .body(form)
        .post("/v1/onboardings")
        .then()
        .statusCode(201);
    admin()
        .contentType("application/json")
        .body(form)
        .post("/v1/onboardings")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse list() {
    return admin().get(path()).then().statusCode(200);
  }

  private String state(String step) {
    return list().extract().path(step(step) + ".state");
  }

  private static String step(String name) {
    return "steps.find { it.step == '" + name + "' }";
  }

  private ValidatableResponse say(String step, String key) {
    return Callers.with(key)
        .contentType("application/json")
        .body(Map.of("reason", "read it"))
        .put(path() + "/steps/" + step)
        .then();
  }

  private void answerAll() {
    List<String> ids = admin().get(path() + "/answers").jsonPath().getList("questions.id");
    Map<String, String> answers = new HashMap<>();
    ids.forEach(id -> answers.put(id, "Ja"));
    String last = ids.getLast();
    answers.put(last, " ");
    answer(answers).statusCode(200);
    assertThat(state("TECHNICAL_CHECKLIST")).isNotEqualTo("DONE");
    answer(Map.of(last, "1")).statusCode(200);
  }

  private ValidatableResponse answer(Map<String, String> answers) {
    return admin()
        .contentType("application/json")
        .body(Map.of("answers", answers))
        .put(path() + "/answers")
        .then();
  }

  private ValidatableResponse open(Map<String, Object> form) {
    return admin().contentType("application/json").body(form).post(path() + "/open").then();
  }

  /** A connection test with its receipt; the tx-id. */
  private String proved(String connection) {
    JsonPath asked =
        admin()
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType("application/json")
            .body(Map.of("organisationNumber", PROVIDER))
            .post("/v1/connections/" + connection + "/tests")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    SubmissionSigned signed =
        vendor.signed(
            Service.ELT,
            Mode.TEST,
            vendor.tenant(),
            asked.getString("documentId"),
            Base64.getDecoder().decode(asked.getString("documentXml")));
    vendor.tell(signed);
    return Objects.requireNonNull(last(signed, SubmissionReceived.class).txId());
  }

  private Map<String, Object> liveForm() {
    URI test = URI.create(Authority.running().address(Vendor.product(Service.ELT)));
    Map<String, Object> form =
        vendor.form(Service.ELT, "https://127.0.0.1:" + test.getPort() + test.getPath(), "PT0.3S");
    form.put("mode", "live");
    return form;
  }

  private SubmissionSigned live() {
    UUID id = UUID.randomUUID();
    return vendor.signed(
        Service.ELT,
        Mode.LIVE,
        vendor.tenant(),
        id.toString(),
        TestDocuments.timeReport(id, PROVIDER));
  }

  private String path() {
    return "/v1/onboardings/" + vendor.id() + "/ELT";
  }
}
