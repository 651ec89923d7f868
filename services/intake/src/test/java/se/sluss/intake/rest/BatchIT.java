package se.sluss.intake.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.model.id.BatchId;
import se.sluss.testsupport.KafkaProbe;

@IntakeTest
class BatchIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  @Test
  void eachDocumentIsTakenOrRefusedOnItsOwnAndToldInOrder() {
    UUID known = UUID.randomUUID();
    String before = customer.handIn(customer.notification(known)).path("id");
    List<UUID> againstTheirOrder =
        Stream.generate(UUID::randomUUID)
            .limit(2)
            .sorted(Comparator.comparing(UUID::toString).reversed())
            .toList();
    ObjectNode batch =
        batch(
            good(againstTheirOrder.getFirst()),
            bad(),
            knownXml(known),
            other(known),
            good(againstTheirOrder.getLast()));

    Response answer = post(batch, "b1");

    answer
        .then()
        .statusCode(202)
        .header("Location", endsWith("/v1/submission-batches/" + answer.path("id")))
        .body("id", startsWith("bat_"))
        .body("status", equalTo("OPEN"))
        .body("counts.documents", equalTo(5))
        .body("counts.accepted", equalTo(2))
        .body("counts.known", equalTo(1))
        .body("counts.refused", equalTo(2))
        .body("counts.byState.ACCEPTED", equalTo(3))
        .body("results.index", contains(0, 1, 2, 3, 4))
        .body("results.status", contains(202, 422, 200, 409, 202))
        .body("results[1].problem.code", equalTo("validation-failed"))
        .body(
            "results[1].problem.errors.pointer",
            contains("#/documents/1/document/timeReport/rows/0/day"))
        .body("results[2].submissionId", equalTo(before))
        .body("results[3].problem.code", equalTo("document-id-conflict"))
        .body("results[0].warnings", empty())
        .body("results[4].warnings.code", contains("duplicate-report"))
        .body("results[4].warnings.pointer", contains("#/documents/4/document/month"));
    for (int index : List.of(0, 4)) {
      String id = answer.path("results[" + index + "].submissionId");
      customer.status(id).then().statusCode(200).body("state", equalTo("ACCEPTED"));
      try (var kafka = KafkaProbe.onTestServers()) {
        kafka.await("sluss.intake", 1, sent -> sent.key().equals(id));
      }
    }
  }

  @Test
  void whatIsTooLargeToBeSignedOrReadIsRefusedAndHoldsUpNoOther() {
    ObjectNode longSignature = good();
    signed(longSignature, "QUJD".repeat(100_001), "QUJD".repeat(12_501));
    ObjectNode longest = good();
    signed(longest, "QUJD".repeat(2_097_152 / 4), "QUJD".repeat(2_097_152 / 4));
    ObjectNode longestSigned = good();
    signed(longestSigned, "QUJD".repeat(100_000), "QUJD".repeat(12_500));

    Response answer =
        post(batch(good(), longSignature, longest, longestSigned, good()), UUID.randomUUID() + "");

    answer
        .then()
        .statusCode(202)
        .body("results.status", contains(202, 422, 422, 202, 202))
        .body(
            "results[1].problem.errors.pointer",
            contains(
                "#/documents/1/signatures/0/signature", "#/documents/1/signatures/0/ocspResponse"))
        .body("results[1].problem.errors.code", contains("wrong-length", "wrong-length"))
        .body("results[2].problem.errors.pointer", contains("#/documents/2"))
        .body("results[2].problem.errors.code", contains("too-large"));
    for (int index : List.of(0, 3, 4)) {
      String id = answer.path("results[" + index + "].submissionId");
      try (var kafka = KafkaProbe.onTestServers()) {
        kafka.await("sluss.intake", 1, sent -> sent.key().equals(id));
      }
    }
  }

  private static void signed(ObjectNode document, String signature, String ocspResponse) {
    document
        .putArray("signatures")
        .addObject()
        .put("role", "ASSISTENT")
        .put("signature", signature)
        .put("ocspResponse", ocspResponse)
        .put("signedOn", "2024-11-20");
  }

  @Test
  void twoBatchesOverTheSameDocumentsInOppositeOrderDoNotStopEachOther() {
    List<ObjectNode> documents = Stream.generate(this::good).limit(100).toList();
    CyclicBarrier together = new CyclicBarrier(2);

    List<Response> answers =
        Stream.of(documents, documents.reversed())
            .map(
                order ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          await(together);
                          return post(
                              batch(order.toArray(ObjectNode[]::new)), "" + order.hashCode());
                        },
                        Thread.ofVirtual()::start))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(Response::statusCode).containsExactly(202, 202);
    assertThat(answers)
        .extracting(answer -> answer.<Integer>path("counts.known"))
        .containsExactlyInAnyOrder(0, 100);
  }

  private static void await(CyclicBarrier together) {
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theWholeHasAStatusThatFollowsItsSubmissions() {
    Response answer = post(batch(good(), bad()), "b1");
    String id = answer.path("id");

    read(id)
        .then()
        .statusCode(200)
        .body("status", equalTo("OPEN"))
        .body("counts.byState.ACCEPTED", equalTo(1))
        .body("results.status", contains(202, 422))
        .body("results[0].state", equalTo("ACCEPTED"))
        .body(
            "results[1].problem.errors[0].detail",
            equalTo(answer.path("results[1].problem.errors[0].detail")));
    customer
        .call()
        .header("Accept-Language", "sv")
        .get("/v1/submission-batches/" + id)
        .then()
        .body("results[1].problem.errors[0].detail", containsString("månaden"));
    read(post(batch(bad()), "b2").path("id")).then().body("status", equalTo("DONE"));
  }

  @Test
  void oneKeyIsOneBatch() {
    ObjectNode batch = batch(good(), bad());

    Response first = post(batch, "the key");
    Response again = post(batch, "the key");
    Response another = post(batch(good()), "the key");

    again.then().statusCode(202).header("Idempotent-Replayed", "true");
    assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
    another.then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
    customer.call().get("/v1/submissions").then().body("data", hasSize(1));
  }

  @Test
  void fiveHundredAreTakenAndNotOneMore() {
    ObjectNode[] all = new ObjectNode[501];
    Arrays.setAll(all, i -> notification());

    post(batch(all), "too many")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/documents"));
    post(batch(Arrays.copyOf(all, 500)), "enough")
        .then()
        .statusCode(202)
        .body("counts.accepted", equalTo(500))
        .body("results", hasSize(500));
    post(batch(), "none").then().statusCode(422);
    post(JSON.createObjectNode(), "no list").then().statusCode(422);
    post(batch(good()).put("more", 1), "a member more")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("#/more"))
        .body("errors.code", hasItem("unknown-member"));
    String list = "\"documents\": [" + good() + "]";
    post("{" + list + ", " + list + "}", "two lists")
        .then()
        .statusCode(400)
        .body("code", equalTo("bad-request"));
    post("{" + list + "} {}", "two bodies").then().statusCode(422);
    post("{" + list, "half a body").then().statusCode(400).body("code", equalTo("bad-request"));
    for (String none : List.of("", "null")) {
      post(none, "none").then().statusCode(422).body("errors", nullValue());
    }
    post("[" + good() + "]", "a list")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/documents"));
  }

  @Test
  void aBatchIsItsOwnersAlone() {
    String id = post(batch(good()), "b1").path("id");
    Customer neighbour = Customer.ofVendor(customer.vendorId(), "test");
    String none = read(BatchId.next().value()).then().statusCode(404).extract().path("detail");

    for (Customer other : List.of(neighbour, Customer.inTestMode(), customer.inMode("live"))) {
      other
          .call()
          .get("/v1/submission-batches/" + id)
          .then()
          .statusCode(404)
          .body("detail", equalTo(none));
    }
    read("bat_1").then().statusCode(404);
    read(id).then().statusCode(200).body("id", notNullValue());
  }

  private ObjectNode good() {
    return good(UUID.randomUUID());
  }

  private ObjectNode good(UUID id) {
    return JsonDocuments.timeReport(id, customer.organisationNumber());
  }

  private ObjectNode notification() {
    return JsonDocuments.notification(UUID.randomUUID(), customer.organisationNumber());
  }

  private ObjectNode bad() {
    ObjectNode bad = good();
    ((ObjectNode) bad.at("/document/timeReport/rows/0")).put("day", 31);
    return bad;
  }

  private ObjectNode knownXml(UUID id) {
    return JSON.createObjectNode().put("documentXml", customer.notification(id));
  }

  private ObjectNode other(UUID id) {
    return JsonDocuments.notification(id, customer.organisationNumber());
  }

  private static ObjectNode batch(ObjectNode... documents) {
    ObjectNode batch = JSON.createObjectNode();
    ArrayNode list = batch.putArray("documents");
    list.addAll(new ArrayList<>(List.of(documents)));
    return batch;
  }

  private Response post(ObjectNode batch, String key) {
    return post(batch.toString(), key);
  }

  private Response post(String batch, String key) {
    return customer
        .call()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(batch.getBytes(UTF_8))
        .post("/v1/submission-batches");
  }

  private Response read(String id) {
    return customer.call().get("/v1/submission-batches/" + id);
  }
}
