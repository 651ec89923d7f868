package se.sluss.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.submission.CheckedDocument.Faulty;
import se.sluss.intake.submission.CheckedDocument.OfUnknownKind;
import se.sluss.intake.submission.CheckedDocument.Sound;
import se.sluss.intake.submission.CheckedDocument.Unreadable;
import se.sluss.intake.submission.CheckedDocument.WithDoctype;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

class DocumentCheckTest {
  private static final String ORGANISATION = TestPersons.organisationNumber(1);
  private static final DocumentCheck CHECK =
      new DocumentCheck(
          new TakenVersions(config(Map.of())),
          InstantSource.fixed(Instant.parse("2026-11-20T08:00:00Z")));

  @Test
  void bothKindsAreSoundAndToldApartByTheirRoot() {
    UUID id = UUID.randomUUID();

    assertThat(CHECK.check(Mode.TEST, TestDocuments.notification(id, ORGANISATION)))
        .isInstanceOfSatisfying(
            Sound.class,
            sound -> {
              assertThat(sound.version().service()).isEqualTo(Service.E_IOA);
              assertThat(sound.entry().documentId()).isEqualTo(id.toString());
              assertThat(sound.provider().orElseThrow().number()).isEqualTo(ORGANISATION);
              assertThat(sound.provider().orElseThrow().place())
                  .isEqualTo("/AnmalanFranArbetsgivare/assistansanordnare/organisationsnummer");
            });
    assertThat(CHECK.check(Mode.TEST, TestDocuments.timeReport(id, ORGANISATION)))
        .isInstanceOfSatisfying(
            Sound.class, sound -> assertThat(sound.version().service()).isEqualTo(Service.ELT));
  }

  @Test
  void whatIsNotXmlIsUnreadableAndSaysNothingOfIt() {
    assertThat(CHECK.check(Mode.TEST, new byte[0])).isInstanceOf(Unreadable.class);
    assertThat(CHECK.check(Mode.TEST, utf8("<a>" + TestPersons.ASSISTED)))
        .isInstanceOfSatisfying(
            Unreadable.class,
            unreadable -> assertThat(unreadable.detail()).doesNotContain(TestPersons.ASSISTED));
  }

  @Test
  void aDocumentTypeDeclarationIsRefusedWhateverIsInIt() {
    assertThat(CHECK.check(Mode.TEST, utf8("<!DOCTYPE a><a/>"))).isInstanceOf(WithDoctype.class);
    assertThat(
            CHECK.check(
                Mode.TEST,
                utf8("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>")))
        .isInstanceOf(WithDoctype.class);
  }

  @Test
  void anotherNamespaceIsNoDocumentOfOurs() {
    String text = text(TestDocuments.timeReport(UUID.randomUUID(), ORGANISATION));

    assertThat(CHECK.check(Mode.TEST, utf8(text.replace("/tidredovisning/1", "/tidredovisning/2"))))
        .isInstanceOf(OfUnknownKind.class);
  }

  @Test
  void schemaFaultsAndIdentityFaultsAreToldTogetherAndOnce() {
    String text =
        text(
            TestDocuments.timeReport(
                UUID.randomUUID(), ORGANISATION, wrongCheckDigit(TestPersons.ASSISTED), "12"));

    Faulty faulty =
        (Faulty) CHECK.check(Mode.TEST, utf8(text.replace("<dag>3</dag>", "<dag>32</dag>")));

    assertThat(faulty.findings())
        .extracting(Finding::place, finding -> finding.code().slug())
        .containsExactlyInAnyOrder(
            tuple("/Tidredovisning/assistent/personnummer", "wrong-pattern"),
            tuple("/Tidredovisning/tidrapport/rapportRad[1]/dag", "out-of-range"),
            tuple("/Tidredovisning/tidrapport/rapportRad[2]/dag", "out-of-range"),
            tuple("/Tidredovisning/personSomHarAssistans/personnummer", "wrong-check-digit"));
    assertThat(faulty.findings().toString())
        .doesNotContain(wrongCheckDigit(TestPersons.ASSISTED))
        .doesNotContain("Provberg");
  }

  @Test
  void aMissingElementIsToldByTheSchemaAlone() {
    String text = text(TestDocuments.notification(UUID.randomUUID(), ORGANISATION));
    String without = text.replaceAll("(?s)<personSomHarAssistans>.*</personSomHarAssistans>", "");

    Faulty faulty = (Faulty) CHECK.check(Mode.TEST, utf8(without));

    assertThat(faulty.findings())
        .extracting(finding -> finding.code().slug())
        .containsOnly("unexpected-element");
  }

  @Test
  void theAssistedPersonMayBeTheEmployer() {
    String text = text(TestDocuments.timeReport(UUID.randomUUID(), ORGANISATION));
    String own =
        text.replaceAll(
            "(?s)<assistansanordnare>.*</assistansanordnare>",
            "<anstalldAvPersonSomHarAssistans>true</anstalldAvPersonSomHarAssistans>");

    assertThat(CHECK.check(Mode.TEST, utf8(own)))
        .isInstanceOfSatisfying(Sound.class, sound -> assertThat(sound.provider()).isEmpty());
  }

  @Test
  void aVersionWithoutASchemaStopsTheStartAndIsNamed() {
    SubmissionConfig none = config(Map.of("sluss.intake.submission.interfaces.live.elt", "2"));

    assertThatThrownBy(() -> new TakenVersions(none))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sluss.intake.submission.interfaces.live")
        .hasMessageContaining("version 2 of ELT");
  }

  @Test
  void aSchemaFolderThatCannotBeUsedStopsTheStartAndItsSettingIsNamed(@TempDir Path folder)
      throws IOException {
    String key = "sluss.intake.submission.schema-folder";
    SubmissionConfig missing = config(Map.of(key, folder.resolve("none").toString()));
    SubmissionConfig broken = config(Map.of(key, folder.toString()));
    Files.createDirectory(folder.resolve("elt-2"));
    Files.writeString(folder.resolve("elt-2/interface.json"), "{");

    assertThatThrownBy(() -> new TakenVersions(missing))
        .hasMessageStartingWith(key + ": ")
        .hasMessageContaining("none is missing");
    assertThatThrownBy(() -> new TakenVersions(broken))
        .hasMessageStartingWith(key + ": ")
        .hasMessageContaining("interface.json");
  }

  @Test
  void theAssistantSignsTimeReportsBeforeTheProviderAndNotificationsWhereThatIsSet() {
    assertThat(notificationsSignedBy("ANORDNARE").of(Service.E_IOA))
        .isEqualTo(config(Map.of()).requiredRoles().of(Service.E_IOA))
        .containsExactly(SignerRole.ANORDNARE);
    SubmissionConfig.RequiredRoles both = notificationsSignedBy("ASSISTENT,ANORDNARE");
    assertThat(both.of(Service.E_IOA))
        .isEqualTo(both.of(Service.ELT))
        .containsExactly(SignerRole.ASSISTENT, SignerRole.ANORDNARE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ASSISTENT", "ANORDNARE,ASSISTENT", "ANORDNARE,ANORDNARE"})
  void withoutTheProviderLastTheStartStops(String roles) {
    assertThatThrownBy(() -> notificationsSignedBy(roles))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sluss.intake.submission.required-roles.e-ioa");
  }

  private static SubmissionConfig.RequiredRoles notificationsSignedBy(String roles) {
    SubmissionConfig config = config(Map.of("sluss.intake.submission.required-roles.e-ioa", roles));
    RequiredSigners.require(config);
    return config.requiredRoles();
  }

  private static SubmissionConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(SubmissionConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(SubmissionConfig.class);
  }

  private static String wrongCheckDigit(String number) {
    int last = number.charAt(number.length() - 1) - '0';
    return number.substring(0, number.length() - 1) + (last + 1) % 10;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
