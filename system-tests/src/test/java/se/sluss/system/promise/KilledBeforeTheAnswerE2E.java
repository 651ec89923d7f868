package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.bench.harness.TcpProxy;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Component;
import se.sluss.launcher.suite.Suite;
import se.sluss.system.actor.Answer;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.testsupport.TestDocuments;

/**
 * Intake is killed when it has committed what was handed in, and before its answer has reached the
 * client. The client knows nothing then, and asks again under the same key.
 */
@OnRunningSluss
@Order(11)
class KilledBeforeTheAnswerE2E {
  private final Suite suite;
  private final Component intake;
  private final Vendor vendor;

  KilledBeforeTheAnswerE2E(RunningSluss sluss) {
    suite = sluss.suite();
    intake = suite.component(Room.INTAKE);
    vendor = sluss.operator().vendor("Unanswered", 1);
  }

  /** One way to hand a document in. */
  private interface Request {
    Answer send(Door door, Provider provider, byte[] document, String key);
  }

  static Stream<Named<Request>> ways() {
    return Stream.of(
        Named.of(
            "alone",
            (door, provider, document, key) ->
                door.postXml("/v1/submissions", provider.id(), document, key)),
        Named.of(
            "in a batch",
            (door, provider, document, key) ->
                door.header("Sluss-Tenant", provider.id())
                    .post(
                        "/v1/submission-batches",
                        Map.of(
                            "documents",
                            List.of(
                                Map.of(
                                    "documentXml", Base64.getEncoder().encodeToString(document)))),
                        key)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void whoeverAsksAgainUnderTheSameKeyGetsTheSubmissionThatIsThere(Request request) {
    Provider provider = vendor.provider();
    UUID documentId = UUID.randomUUID();
    byte[] document = TestDocuments.notification(documentId, provider.organisationNumber());
    String key = UUID.randomUUID().toString();
    Function<Door, Answer> handIn = door -> request.send(door, provider, document, key);

    String submission = unanswered(handIn, documentId);
    intake.start();
    intake.awaitReady();

    Answer again = Vendor.insistently(() -> handIn.apply(vendor.door(Room.INTAKE)));
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(new String(again.bytes(), StandardCharsets.UTF_8))
        .contains("\"" + submission + "\"");
    assertThat(submissionsOf(documentId)).containsExactly(submission);
  }

  /** Hands in, and kills intake as soon as the submission is there; no answer gets through. */
  private String unanswered(Function<Door, Answer> handIn, UUID documentId) {
    try (var proxy = new TcpProxy(suite.addresses().port(Room.INTAKE), 1)) {
      proxy.set(TcpProxy.Way.BACK, TcpProxy.Mode.HELD);
      Door door = Door.with(URI.create("http://127.0.0.1:" + proxy.port()), vendor.key());
      var answer = CompletableFuture.supplyAsync(() -> handIn.apply(door));
      Door.await(() -> assertThat(submissionsOf(documentId)).hasSize(1));
      String submission = submissionsOf(documentId).getFirst();

      intake.kill9();
      proxy.set(TcpProxy.Way.BACK, TcpProxy.Mode.LOST);

      assertThat(answer.orTimeout(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS).join().status())
          .isZero();
      return submission;
    }
  }

  private List<String> submissionsOf(UUID documentId) {
    return vendor.all(Room.INTAKE, "/v1/submissions").stream()
        .filter(one -> one.path("documentId").asText().equals(documentId.toString()))
        .map((JsonNode one) -> one.path("id").asText())
        .toList();
  }
}
