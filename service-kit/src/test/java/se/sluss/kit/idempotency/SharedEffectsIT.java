package se.sluss.kit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.Callers;
import se.sluss.kit.probe.KitTest;
import se.sluss.kit.probe.ProbeTable;
import se.sluss.kit.probe.ProbesTogether;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

@KitTest
class SharedEffectsIT {
  private static final int MANY = 40;

  @Inject Callers callers;
  @Inject ProbeTable probes;
  @Inject ProbesTogether together;
  @Inject Transactions transactions;

  private String note;
  private String key;
  private String otherTenantsKey;

  @BeforeEach
  void register() {
    note = UUID.randomUUID().toString().substring(0, 7);
    VendorId vendor = VendorId.next();
    key = callers.tenantsKey(vendor, TenantId.next(), Mode.TEST);
    otherTenantsKey = callers.tenantsKey(vendor, TenantId.next(), Mode.TEST);
  }

  @Test
  void floodOfSeveralOwnersIsKeptInFewerTransactionsEachRowAsItsOwners() throws Exception {
    List<Response> answers =
        atOnce(n -> post(n % 2 == 0 ? key : otherTenantsKey, "flood-" + n, note + n).andReturn());

    assertThat(answers).allSatisfy(answer -> answer.then().statusCode(201));
    assertThat(notes()).hasSize(MANY).doesNotHaveDuplicates();
    assertThat(seenBy(key)).hasSize(MANY / 2);
    assertThat(seenBy(otherTenantsKey)).hasSize(MANY / 2);
    assertThat(calls()).hasSizeLessThan(MANY);
    assertThat(calls().stream().flatMap(List::stream)).hasSize(MANY);
  }

  @Test
  void repetitionGetsTheSameBytesAndSaysSo() {
    Response first = post(key, "again", note);
    Response second = post(key, "again", note);

    first.then().statusCode(201).header("Idempotent-Replayed", nullValue());
    second.then().statusCode(201).header("Idempotent-Replayed", "true");
    assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(notes()).hasSize(1);
  }

  @Test
  void sameKeyWithAnotherBodyIsRefused() {
    post(key, "reused", note).then().statusCode(201);
    post(key, "reused", note + "x")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));
    assertThat(notes()).containsExactly(note);
  }

  @Test
  void manyOfOneKeyAtOnceMakeOne() throws Exception {
    List<Response> answers = atOnce(_ -> post(key, "one", note));

    assertThat(answers).extracting(Response::statusCode).contains(201).isSubsetOf(201, 409);
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
        .extracting(Response::asString)
        .containsOnly(
            answers.stream().filter(a -> a.statusCode() == 201).findAny().orElseThrow().asString());
    assertThat(notes()).hasSize(1);
  }

  @Test
  void whatCannotBeKeptWithOthersIsKeptAloneUnderTheSameKey() {
    long before = count("alone");

    post(key, "alone", "alone").then().statusCode(201).header("Location", notNullValue());
    post(key, "alone", "alone").then().statusCode(201).header("Idempotent-Replayed", "true");

    assertThat(count("alone")).isEqualTo(before + 1);
  }

  @Test
  void roundThatFailsLeavesNothingAndKeepsNobodyFromBeingKeptAlone() throws Exception {
    long before = count("breaks");

    List<Response> answers =
        atOnce(n -> post(key, "broken-" + n, n % 10 == 0 ? "breaks" : note + n));

    assertThat(answers).allSatisfy(answer -> answer.then().statusCode(201));
    assertThat(notes()).hasSize(MANY - MANY / 10).doesNotHaveDuplicates();
    assertThat(count("breaks")).isEqualTo(before + MANY / 10);
  }

  private interface Posting {
    Response post(int number);
  }

  private static List<Response> atOnce(Posting posting) throws Exception {
    List<Future<Response>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(MANY)) {
      IntStream.range(0, MANY)
          .forEach(number -> answers.add(clients.submit(() -> posting.post(number))));
    }
    List<Response> all = new ArrayList<>();
    for (Future<Response> answer : answers) {
      all.add(answer.get());
    }
    return all;
  }

  private Response post(String by, String idempotencyKey, String text) {
    return Callers.with(by, idempotencyKey)
        .body("{\"note\":\"" + text + "\"}")
        .post("/v1/probes/together");
  }

  private List<String> seenBy(String by) {
    return Callers.with(by, "unused")
        .get("/v1/probes?limit=100")
        .jsonPath()
        .getList("data.note", String.class);
  }

  private Stream<String> all() {
    return transactions.asSystem(() -> probes.list(10_000, null)).stream()
        .map(ProbeTable.Row::note);
  }

  private List<String> notes() {
    return all().filter(each -> each.startsWith(note)).toList();
  }

  private long count(String text) {
    return all().filter(text::equals).count();
  }

  private List<List<String>> calls() {
    return together.calls().stream()
        .filter(call -> call.stream().anyMatch(each -> each.startsWith(note)))
        .toList();
  }
}
