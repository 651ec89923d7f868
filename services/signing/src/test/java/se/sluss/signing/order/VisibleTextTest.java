package se.sluss.signing.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.model.contract.AssistantFacts;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.id.SignerRole;
import se.sluss.model.xml.HardenedXml;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

class VisibleTextTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final ToSign NOTIFICATION =
      read(TestDocuments.notification(UUID.randomUUID(), TestPersons.organisationNumber(1)));
  private static final ToSign REPORT =
      read(TestDocuments.timeReport(UUID.randomUUID(), TestPersons.organisationNumber(1)));

  @Test
  void namesThePeopleAndTheTimeInEveryLine() {
    assertThat(VisibleText.lines(List.of(NOTIFICATION, REPORT), Language.SV))
        .containsExactly(
            "Anmälan om att Örjan Testlund, 18900102-9819, är personlig assistent hos Åsa Provberg"
                + " från och med 1 december 2099",
            "Tidredovisning november 2026 för personlig assistent Örjan Testlund, 18900102-9819,"
                + " hos Åsa Provberg");
    assertThat(VisibleText.lines(List.of(NOTIFICATION, REPORT), Language.EN))
        .containsExactly(
            "Notification that Örjan Testlund, 18900102-9819, is a personal assistant of Åsa"
                + " Provberg from 1 December 2099",
            "Time report November 2026 of personal assistant Örjan Testlund, 18900102-9819, for Åsa"
                + " Provberg");
  }

  @Test
  void saysWhoCertifiesOnWhichDay() {
    assertThat(VisibleText.heading(SignerRole.ANORDNARE, TODAY, Language.SV, 1, 1).lines())
        .containsExactly(
            "# Underskrift",
            "Jag företräder assistansanordnaren och intygar den 22 november 2026 att uppgifterna"
                + " stämmer i:");
    assertThat(VisibleText.heading(SignerRole.ASSISTENT, TODAY, Language.EN, 2, 3).lines())
        .containsExactly(
            "# Signature, part 2 of 3",
            "I am the assistant and certify on 22 November 2026 that the information is correct"
                + " in:");
  }

  @ParameterizedTest
  @EnumSource
  void aNameCannotWriteMarkup(Language language) {
    DocumentFacts facts = NOTIFICATION.facts();
    AssistantFacts named =
        new AssistantFacts(facts.assistant().number(), "# *Bo*\n2. ", "Alm_|`~[x]\u202e");
    DocumentFacts renamed =
        new DocumentFacts(
            facts.service(),
            facts.documentId(),
            facts.assistedPerson(),
            named,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(
            VisibleText.lines(List.of(new ToSign(renamed, Optional.empty())), language).getFirst())
        .contains("Bo 2. Alm x, 18900102-9819")
        .doesNotContain("#", "*", "_", "|", "`", "~", "[", "\n", "\u202e");
  }

  @Test
  void aDayWithAnOffsetIsADayAndOneThatIsNoneIsLeftOut() {
    assertThat(from("2026-12-01Z")).isEqualTo(from("2026-12-01+01:00")).endsWith("1 December 2026");
    assertThat(from("soon")).endsWith("of Åsa Provberg");
  }

  private static String from(String day) {
    String document =
        new String(
            TestDocuments.notification(UUID.randomUUID(), TestPersons.organisationNumber(1)),
            UTF_8);
    String changed =
        document.replaceFirst("(andringGallerFrom>)[^<]*", "$1" + Matcher.quoteReplacement(day));
    assertThat(changed).isNotEqualTo(document);
    return VisibleText.lines(List.of(read(changed.getBytes(UTF_8))), Language.EN).getFirst();
  }

  private static ToSign read(byte[] document) {
    return ToSign.of(HardenedXml.parse(document));
  }
}
