package se.sluss.signing.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.id.SignerRole;
import se.sluss.model.xml.HardenedXml;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

class VisibleTextTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @Test
  void numbersEachDocumentAndNamesItsAssistant() {
    DocumentFacts notification =
        facts(TestDocuments.notification(UUID.randomUUID(), TestPersons.organisationNumber(1)));
    DocumentFacts report =
        facts(TestDocuments.timeReport(UUID.randomUUID(), TestPersons.organisationNumber(1)));

    String text = VisibleText.of(SignerRole.ANORDNARE, TODAY, List.of(notification, report));

    assertThat(text.lines())
        .containsExactly(
            "Jag intygar 2026-11-22 för assistansanordnaren att uppgifterna är riktiga i:",
            "",
            "1. Anmälan om personlig assistent Örjan Testlund, 18900102-9819",
            "2. Tidredovisning 2026-11 för personlig assistent Örjan Testlund, 18900102-9819");
  }

  @Test
  void holdsLineFeedsOnly() {
    DocumentFacts report =
        facts(TestDocuments.timeReport(UUID.randomUUID(), TestPersons.organisationNumber(1)));

    assertThat(VisibleText.of(SignerRole.ASSISTENT, TODAY, List.of(report)))
        .contains("som assistent")
        .doesNotContain("\r");
  }

  private static DocumentFacts facts(byte[] document) {
    return DocumentFacts.read(HardenedXml.parse(document));
  }
}
