package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.Service;

/** Each step of the checklist tells since when it is done, or waited for. */
@SubmitterTest
class OnboardingTimesIT extends Deliveries {
  @BeforeEach
  void start() {
    admin()
        .contentType("application/json")
        .body(Map.of("vendorId", vendor.id().value(), "service", "ELT"))
        .post("/v1/onboardings")
        .then()
        .statusCode(201);
  }

  @Test
  void wordThatIsSaidAgainChangesNoTimeAndOneThatIsTakenBackDoes() {
    say("TERMS_READ", true, "read");
    Instant done = since("TERMS_READ", "DONE");

    say("TERMS_READ", true, "read, page 4 too");
    assertThat(since("TERMS_READ", "DONE")).isEqualTo(done);

    say("TERMS_READ", false, "there are new ones");
    Instant waited = since("TERMS_READ", "WAITING");
    assertThat(waited).isAfter(done);
    say("TERMS_READ", false, "still");
    assertThat(since("TERMS_READ", "WAITING")).isEqualTo(waited);

    say("TERMS_READ", true, "read");
    assertThat(since("TERMS_READ", "DONE")).isAfter(waited);
  }

  @Test
  void answerThatIsWrittenAnewChangesNoTimeAndOneThatIsTakenBackDoes() {
    untilTheQuestions();
    List<String> ids = admin().get(path() + "/answers").jsonPath().getList("questions.id");
    Map<String, String> answers = new HashMap<>();
    ids.forEach(id -> answers.put(id, "Ja"));
    answer(answers);
    Instant done = since("TECHNICAL_CHECKLIST", "DONE");

    answer(Map.of(ids.getFirst(), "Nej"));
    assertThat(since("TECHNICAL_CHECKLIST", "DONE")).isEqualTo(done);

    answer(Map.of(ids.getFirst(), ""));
    Instant waited = since("TECHNICAL_CHECKLIST", "WAITING");
    assertThat(waited).isAfter(done);
    answer(Map.of(ids.getFirst(), "Ja"));
    assertThat(since("TECHNICAL_CHECKLIST", "DONE")).isAfter(waited);
  }

  @Test
  void anAddressIsProvedSinceItIsThatOneAndTheCertificateStays() {
    String connection = vendor.connect(Service.ELT);
    Instant installed = since("CERTIFICATE_INSTALLED", "DONE");
    Instant registered = since("TEST_ADDRESS", "DONE");

    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    move(connection, "https://localhost:1/shs2/" + Vendor.product(Service.ELT));

    assertThat(since("TEST_ADDRESS", "DONE")).isAfter(registered);
    assertThat(since("CERTIFICATE_INSTALLED", "DONE")).isEqualTo(installed);
  }

  @Test
  void whatLosesItsTickIsWaitedForSinceThen() {
    say("TERMS_READ", true, "read");
    String connection = vendor.connect(Service.ELT);
    say("AGREEMENT_SIGNED", true, "signed");
    say("REGISTERED", true, "letter");
    Instant registered = since("REGISTERED", "DONE");

    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    move(connection, "https://127.0.0.1:1/shs2/" + Vendor.product(Service.ELT));
    assertThat(since("TEST_ADDRESS", "WAITING")).isAfter(registered);

    Instant ended = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Rows.change(
        "UPDATE submitter.connection SET certificate_expires_at = '%s' WHERE id = '%s'"
            .formatted(ended, connection));
    assertThat(since("CERTIFICATE_INSTALLED", "WAITING")).isEqualTo(ended);
  }

  @Test
  void retiredConnectionIsMissedSinceThen() {
    say("TERMS_READ", true, "read");
    String connection = vendor.connect(Service.ELT);
    Instant installed = since("CERTIFICATE_INSTALLED", "DONE");

    admin().delete("/v1/connections/" + connection).then().statusCode(200);

    assertThat(since("CERTIFICATE_INSTALLED", "WAITING")).isAfter(installed);
  }

  private void untilTheQuestions() {
    say("TERMS_READ", true, "read");
    vendor.connect(Service.ELT);
    say("AGREEMENT_SIGNED", true, "signed");
    say("REGISTERED", true, "letter");
  }

  private Instant since(String step, String state) {
    JsonPath list = admin().get(path()).then().statusCode(200).extract().jsonPath();
    String item = "steps.find { it.step == '" + step + "' }";
    assertThat(list.getString(item + ".state")).isEqualTo(state);
    return Instant.parse(list.getString(item + ".since"));
  }

  private void say(String step, boolean done, String reason) {
    admin()
        .contentType("application/json")
        .body(Map.of("done", done, "reason", reason))
        .put(path() + "/steps/" + step)
        .then()
        .statusCode(200);
  }

  private void answer(Map<String, String> answers) {
    admin()
        .contentType("application/json")
        .body(Map.of("answers", answers))
        .put(path() + "/answers")
        .then()
        .statusCode(200);
  }

  private static void move(String connection, String address) {
    admin()
        .contentType("application/json")
        .body(Map.of("address", address))
        .put("/v1/connections/" + connection + "/address")
        .then()
        .statusCode(200)
        .body("address", equalTo(address));
  }

  private String path() {
    return "/v1/onboardings/" + vendor.id() + "/ELT";
  }
}
