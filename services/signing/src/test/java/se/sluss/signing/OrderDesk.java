package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SubmissionRef;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestPersons;

/** Opens and follows a tenant's orders, and plays the people and BankID behind them. */
final class OrderDesk {
  private final World world;
  private final KafkaProbe kafka = KafkaProbe.onTestServers();
  private final String bankId;

  /** A BankID without scripts and faults. */
  OrderDesk(World world, String bankId) {
    this.world = world;
    this.bankId = bankId;
    given().delete(bankId + "/script");
    given().delete(bankId + "/faults");
    autoSign(false);
  }

  ValidatableResponse open(List<SubmissionRef> refs, String role, String signer) {
    return given()
        .spec(world.client())
        .body(body(refs, role, signer))
        .post("/v1/signing-orders")
        .then()
        .statusCode(202)
        .header("Location", containsString("/v1/signing-orders/ord_"))
        .body("status", equalTo("STARTING"));
  }

  World world() {
    return world;
  }

  /** An order over these that the provider's signer is to sign; its id. */
  String opened(SubmissionRef... refs) {
    return open(List.of(refs), "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");
  }

  /** The same, when BankID has it. */
  String pending(SubmissionRef... refs) {
    String order = opened(refs);
    awaitStatus(order, "PENDING");
    return order;
  }

  static Map<String, Object> body(List<SubmissionRef> refs, String role, String signer) {
    Map<String, Object> body = new HashMap<>();
    body.put("submissionIds", refs.stream().map(ref -> ref.submissionId().value()).toList());
    body.put("role", role);
    body.put("endUserIp", "127.0.0.1");
    if (signer != null) {
      body.put("signerPersonalNumber", signer);
    }
    return body;
  }

  ValidatableResponse get(String order) {
    return given().spec(world.client()).get("/v1/signing-orders/" + order).then().statusCode(200);
  }

  ValidatableResponse restart(String order) {
    return given().spec(world.client()).post("/v1/signing-orders/" + order + "/restart").then();
  }

  ValidatableResponse waitFor(String order, String seconds, String tag) {
    return given()
        .spec(world.client())
        .header("If-None-Match", tag)
        .get("/v1/signing-orders/" + order + "?wait=" + seconds)
        .then();
  }

  /** As somebody who opens the app on the device that the order is on. */
  void sign(String order, String person) {
    sign(
        "/device/autostart", "autoStartToken", get(order).extract().path("autoStartToken"), person);
  }

  /** As somebody who scans the code that the order shows now, until one is still good. */
  void scan(String order, String person) {
    Eventually.holds(
        () -> sign("/device/scan", "qrText", get(order).extract().path("qrData"), person));
  }

  private void sign(String door, String key, String value, String person) {
    given()
        .contentType("application/json")
        .body(Map.of(key, value, "personalNumber", person, "action", "sign"))
        .post(bankId + door)
        .then()
        .statusCode(200);
  }

  void awaitStatus(String order, String status) {
    Eventually.holds(() -> get(order).body("status", equalTo(status)));
  }

  <T extends DomainEvent> T only(SubmissionRef ref, Class<T> type) {
    return only(ref.submissionId().value(), type);
  }

  /** Told of an order or a submission once, as soon as it is: events come after what they tell. */
  <T extends DomainEvent> T only(String key, Class<T> type) {
    return Eventually.value(() -> events(key, type), found -> found.size() == 1).getFirst();
  }

  <T extends DomainEvent> T last(SubmissionRef ref, Class<T> type) {
    return events(ref, type).getLast();
  }

  <T extends DomainEvent> List<T> events(SubmissionRef ref, Class<T> type) {
    return events(ref.submissionId().value(), type);
  }

  <T extends DomainEvent> List<T> events(String key, Class<T> type) {
    return kafka.all("sluss.signing").stream()
        .filter(record -> key.equals(record.key()))
        .map(
            record ->
                EventJson.read(KafkaProbe.header(record, "ce_type").orElseThrow(), record.value()))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  void autoSign(boolean enabled) {
    given()
        .contentType("application/json")
        .body(Map.of("enabled", enabled, "delayMillis", 50))
        .put(bankId + "/auto")
        .then()
        .statusCode(200);
  }

  void script(String behaviour, List<String> deviations) {
    given()
        .contentType("application/json")
        .body(Map.of("behaviour", behaviour, "times", 1, "deviations", deviations))
        .post(bankId + "/script")
        .then()
        .statusCode(200);
  }

  void fault(String path, int status, String code, int times) {
    fault(Map.of("path", path, "status", status, "errorCode", code, "times", times));
  }

  /** The next calls are carried out, and what they are answered with is lost; not refusals. */
  void lose(String path, int times) {
    fault(Map.of("path", path, "drop", true, "times", times));
  }

  private void fault(Map<String, ?> fault) {
    given()
        .contentType("application/json")
        .body(fault)
        .post(bankId + "/faults")
        .then()
        .statusCode(200);
  }
}
