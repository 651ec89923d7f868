package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.model.contract.AssistantFacts;
import se.sluss.model.id.SignerRole;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.identity.Samordningsnummer;
import se.sluss.testsupport.TestPersons;

class BroughtSignaturesTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

  @ParameterizedTest
  @CsvSource({"2026-11-19, 0", "2026-11-20, 0", "2026-11-21, 1"})
  void aSignatureOfADayToComeIsNone(String signedOn, int faults) {
    ObjectNode signature = signature("ASSISTENT");
    signature.put("signedOn", signedOn);

    assertThat(read(signature, Optional.empty()))
        .hasSize(faults)
        .allMatch(fault -> fault.code() == Code.STILL_TO_COME);
  }

  @Test
  void inTheAssistantsRoleNobodyElseIsNamed() {
    AssistantFacts personal =
        assistant(
            new AssistantFacts.Number.Personal(
                Personnummer.parse(TestPersons.ASSISTANT).orElseThrow()));
    AssistantFacts coordination =
        assistant(
            new AssistantFacts.Number.Coordination(
                Samordningsnummer.parse(TestPersons.COORDINATION_NUMBER).orElseThrow()));
    ObjectNode signature = signature("ASSISTENT");
    signature.put("signerPersonalNumber", TestPersons.ASSISTANT);

    assertThat(read(signature, Optional.of(personal))).isEmpty();
    assertThat(read(signature, Optional.empty())).isEmpty();
    assertThat(read(signature, Optional.of(coordination)))
        .extracting(Finding::code)
        .containsExactly(Code.NOT_THE_ASSISTANT);
    signature.put("signerPersonalNumber", TestPersons.THIRD);
    assertThat(read(signature, Optional.of(personal)))
        .containsExactly(Finding.of("#/signatures/0/signerPersonalNumber", Code.NOT_THE_ASSISTANT));
    signature.put("role", "ANORDNARE");
    assertThat(read(signature, Optional.of(personal))).isEmpty();
  }

  @Test
  void oneSignatureIsNotBroughtForTwoRoles() {
    ObjectNode providers = signature("ANORDNARE");

    assertThat(read(List.of(signature("ASSISTENT"), providers), Optional.empty()))
        .containsExactly(Finding.of("#/signatures/1/signature", Code.SAID_TWICE));
    providers.put("signature", "YW5kcmE=");
    assertThat(read(List.of(signature("ASSISTENT"), providers), Optional.empty())).isEmpty();
  }

  private static List<Finding> read(ObjectNode signature, Optional<AssistantFacts> assistant) {
    return read(List.of(signature), assistant);
  }

  private static List<Finding> read(
      List<ObjectNode> signatures, Optional<AssistantFacts> assistant) {
    List<Finding> faults = new ArrayList<>();
    new BroughtSignatures(faults, TODAY, assistant)
        .read(
            JsonNodeFactory.instance.arrayNode().addAll(signatures),
            signatures.stream().map(one -> SignerRole.valueOf(one.path("role").asText())).toList());
    return faults;
  }

  private static AssistantFacts assistant(AssistantFacts.Number number) {
    return new AssistantFacts(number, "Assistent", "Provsson");
  }

  private static ObjectNode signature(String role) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("role", role)
        .put("signature", "YW5k")
        .put("ocspResponse", "c2VhbGVk")
        .put("signedOn", "2026-11-20");
  }
}
