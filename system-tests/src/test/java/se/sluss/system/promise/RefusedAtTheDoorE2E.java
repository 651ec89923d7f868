package se.sluss.system.promise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Answer;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** Every refusal at the public door is a problem with a type, and leaves nothing behind. */
@OnRunningSluss
@Order(5)
class RefusedAtTheDoorE2E {
  private static final String PROBLEMS = "https://docs.sluss.example/problems/";

  private final Vendor vendor;
  private final Provider provider;

  RefusedAtTheDoorE2E(RunningSluss sluss) {
    vendor = sluss.operator().vendor("Refused", 1);
    provider = vendor.provider();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedDocuments")
  void refusedDocumentIsAProblem(String what, Edit edit, int status, String problem) {
    byte[] bytes = edit.of(document());

    assertProblem(vendor.handIn(provider, bytes, newKey()), status, problem);
  }

  static Stream<Arguments> refusedDocuments() {
    return Stream.of(
        Arguments.of("not XML", edit(xml -> "Hej!"), 400, "not-xml"),
        Arguments.of("no end", edit(xml -> xml.substring(0, 200)), 400, "not-xml"),
        Arguments.of(
            "a DTD",
            edit(xml -> afterDeclaration(xml, "<!DOCTYPE AnmalanFranArbetsgivare>")),
            422,
            "doctype-refused"),
        Arguments.of(
            "an external entity",
            edit(
                xml ->
                    afterDeclaration(
                            xml, "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")
                        .replace("Kim Kontakt", "&x;")),
            422,
            "doctype-refused"),
        Arguments.of(
            "another namespace",
            edit(xml -> xml.replace("anmalanfranarbetsgivare/1", "anmalanfranarbetsgivare/2")),
            422,
            "unknown-document"),
        Arguments.of(
            "a schema fault",
            edit(xml -> xml.replace("<narstaende>false</narstaende>", "")),
            422,
            "validation-failed"),
        Arguments.of(
            "a wrong check digit",
            edit(xml -> xml.replace(TestPersons.ASSISTANT, "189001029818")),
            422,
            "validation-failed"),
        Arguments.of(
            "too large", edit(xml -> xml + " ".repeat(2 * 1024 * 1024)), 413, "too-large"));
  }

  @Test
  void allFaultsOfADocumentAreToldAtOnceWithoutItsContent() {
    String xml = new String(document(), UTF_8);
    String faulty =
        xml.replace("<narstaende>false</narstaende>", "<narstaende>kanske</narstaende>")
            .replace(TestPersons.ASSISTANT, "189001029818");

    Answer answer = vendor.handIn(provider, faulty.getBytes(UTF_8), newKey());

    assertProblem(answer, 422, "validation-failed");
    var codes = new ArrayList<String>();
    answer.json().path("errors").forEach(error -> codes.add(error.path("code").asText()));
    assertThat(codes).hasSizeGreaterThanOrEqualTo(2);
    assertThat(new String(answer.bytes(), UTF_8))
        .doesNotContain("189001029818", "kanske", "Testlund");
  }

  @Test
  void aDocumentIdWithOtherBytesIsAConflict() {
    Handed first = vendor.handIn(provider);
    byte[] other = new String(first.bytes(), UTF_8).replace("Kim", "Bo").getBytes(UTF_8);

    assertProblem(vendor.handIn(provider, other, newKey()), 409, "document-id-conflict");
    assertThat(vendor.handIn(provider, first.bytes(), newKey()).orFail().text("id"))
        .isEqualTo(first.submissionId());
  }

  @Test
  void aKeyWithAnotherBodyIsRefusedAndWithTheSameOneReplayed() {
    Handed first = vendor.handIn(provider);

    assertProblem(vendor.handIn(provider, document(), first.key()), 422, "idempotency-key-reused");
    Answer again = vendor.handIn(provider, first.bytes(), first.key());
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.text("id")).isEqualTo(first.submissionId());
  }

  @Test
  void requestsThatAreNoHandInAreProblemsToo() {
    var door = vendor.door(Room.INTAKE).header("Sluss-Tenant", provider.id());
    String path = "/v1/submissions";

    assertProblem(
        door.header("Content-Type", "text/plain").key(newKey()).send("POST", path, document()),
        415,
        "media-type-not-supported");
    assertProblem(
        door.header("Content-Type", "application/xml").send("POST", path, document()),
        400,
        "idempotency-key-missing");
    assertProblem(
        vendor
            .door(Room.INTAKE)
            .postXml(path, "ten_01m0m8m2adeh1tqamgg6daxx8x", document(), newKey()),
        404,
        "not-found");
    assertProblem(
        door.header("Authorization", "Bearer sluss_sk_test_none").get(path), 401, "unauthorized");
  }

  @Test
  void aRefusalLeavesNothingBehind() {
    List<String> before = List.copyOf(vendor.submissions().keySet());

    vendor.handIn(provider, "Hej!".getBytes(UTF_8), newKey());

    assertThat(vendor.submissions().keySet()).containsExactlyInAnyOrderElementsOf(before);
  }

  /** A change to a valid document. */
  interface Edit {
    byte[] of(byte[] document);
  }

  private static Edit edit(java.util.function.UnaryOperator<String> change) {
    return bytes -> change.apply(new String(bytes, UTF_8)).getBytes(UTF_8);
  }

  private static String afterDeclaration(String xml, String more) {
    int end = xml.indexOf("?>") + 2;
    return xml.substring(0, end) + more + xml.substring(end);
  }

  private byte[] document() {
    return TestDocuments.notification(UUID.randomUUID(), provider.organisationNumber());
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  private static void assertProblem(Answer answer, int status, String problem) {
    JsonNode body = answer.json();
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(body.path("type").asText()).isEqualTo(PROBLEMS + problem);
    assertThat(body.path("status").asInt()).isEqualTo(status);
    assertThat(body.path("detail").asText()).isNotBlank();
  }
}
