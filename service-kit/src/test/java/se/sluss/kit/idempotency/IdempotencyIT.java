package se.sluss.kit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.Callers;
import se.sluss.kit.probe.KitTest;
import se.sluss.kit.probe.ProbeTable;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

@KitTest
class IdempotencyIT {
  @Inject Callers callers;
  @Inject ProbeTable probes;
  @Inject Transactions transactions;

  private String note;
  private String key;

  @BeforeEach
  void register() {
    note = UUID.randomUUID().toString().substring(0, 8);
    key = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
  }

  @Test
  void fiftyPostsOfOneKeyMakeOne() throws Exception {
    List<Future<Response>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(50)) {
      for (int n = 0; n < 50; n++) {
        answers.add(clients.submit(() -> post("parallel", note)));
      }
    }

    List<Response> all = new ArrayList<>();
    for (Future<Response> answer : answers) {
      all.add(answer.get());
    }
    assertThat(all.stream().map(Response::statusCode).collect(Collectors.toSet()))
        .isSubsetOf(201, 409)
        .contains(201);
    assertThat(
            all.stream()
                .filter(a -> a.statusCode() == 201)
                .map(Response::asString)
                .collect(Collectors.toSet()))
        .hasSize(1);
    all.stream()
        .filter(a -> a.statusCode() == 409)
        .forEach(
            a ->
                a.then()
                    .header("Retry-After", "1")
                    .body("code", equalTo("idempotency-key-in-flight")));
    assertThat(written()).isEqualTo(1);
  }

  @Test
  void aRepetitionGetsTheSameBytesAndSaysSo() {
    Response first = post("again", note);
    Response second = post("\"again\"", note);

    first.then().statusCode(201).header("Idempotent-Replayed", nullValue());
    second
        .then()
        .statusCode(201)
        .header("Idempotent-Replayed", "true")
        .header("Location", first.header("Location"))
        .header("Sluss-Request-Id", not(first.header("Sluss-Request-Id")));
    assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(second.contentType()).isEqualTo(first.contentType());
    assertThat(written()).isEqualTo(1);
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    post("reused", note).then().statusCode(201);
    post("reused", note + "x")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));
    assertThat(written()).isEqualTo(1);
  }

  @Test
  void aFailureLeavesTheKeyFree() {
    post("failing", "fails").then().statusCode(500).body("code", equalTo("internal"));
    post("failing", note).then().statusCode(201).header("Idempotent-Replayed", nullValue());
  }

  @Test
  void anotherOwnersEqualKeyIsAnotherRequest() {
    post("shared", note).then().statusCode(201);
    key = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
    post("shared", note).then().statusCode(201).header("Idempotent-Replayed", nullValue());
    assertThat(written()).isEqualTo(2);
  }

  @Test
  void aRequestWithoutAKeyIsRefused() {
    RestAssured.given()
        .header("Authorization", "Bearer " + key)
        .contentType("application/json")
        .body("{\"note\":\"n\"}")
        .post("/v1/probes")
        .then()
        .statusCode(400)
        .body("code", equalTo("idempotency-key-missing"));
    post("\"open", note).then().statusCode(400).body("code", equalTo("idempotency-key-invalid"));
  }

  @Test
  void aRequestWithoutABodyIsRepeatableToo() {
    RestAssured.given()
        .header("Authorization", "Bearer " + key)
        .header("Idempotency-Key", "touch")
        .post("/v1/probes/touch")
        .then()
        .statusCode(202)
        .header("Idempotent-Replayed", nullValue());
    RestAssured.given()
        .header("Authorization", "Bearer " + key)
        .header("Idempotency-Key", "touch")
        .post("/v1/probes/touch")
        .then()
        .statusCode(202)
        .header("Idempotent-Replayed", "true");
  }

  @Test
  void aBodyReachesTheResourceToTheByte() {
    RestAssured.given()
        .header("Authorization", "Bearer " + key)
        .contentType("application/xml")
        .body("<å>\r\n</å>".getBytes(StandardCharsets.UTF_8))
        .post("/v1/probes/raw")
        .then()
        .statusCode(200)
        .body("length", equalTo(11))
        .body("text", equalTo("<å>\r\n</å>"));
  }

  private Response post(String idempotencyKey, String text) {
    return Callers.with(key, idempotencyKey).body("{\"note\":\"" + text + "\"}").post("/v1/probes");
  }

  private long written() {
    return transactions.asSystem(() -> probes.list(10_000, null)).stream()
        .filter(row -> row.note().equals(note))
        .count();
  }
}
