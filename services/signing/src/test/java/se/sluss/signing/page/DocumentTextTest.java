package se.sluss.signing.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import se.sluss.model.xml.HardenedXml;
import se.sluss.signing.order.Language;
import se.sluss.signing.page.DocumentText.Section;
import se.sluss.signing.page.DocumentText.Value;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

class DocumentTextTest {
  private static final UUID ID = UUID.fromString("0b0f6a3e-2f7e-4f0a-9c1d-5a5f2b1c7d90");
  private static final String PROVIDER = TestPersons.organisationNumber(1);
  private static final Document REPORT = HardenedXml.parse(TestDocuments.timeReport(ID, PROVIDER));

  @Test
  void everyPartHasItsLabelAndItsValuesInOrder() {
    DocumentText text =
        DocumentText.of(HardenedXml.parse(TestDocuments.notification(ID, PROVIDER)), Language.SV);

    assertThat(text.sections())
        .extracting(Section::title)
        .containsExactly("Anmälan", "Den som har assistans", "Assistent", "Assistansanordnare");
    assertThat(text.sections().get(2).values())
        .startsWith(
            new Value("Personnummer", grouped(TestPersons.ASSISTANT)),
            new Value("Förnamn", "Örjan"),
            new Value("Efternamn", "Testlund"))
        .contains(new Value("Närstående", "Nej"), new Value("Bosatt inom EES", "Ja"));
    assertThat(text.sections().get(3).values())
        .contains(
            new Value(
                "Organisationsnummer", PROVIDER.substring(0, 6) + "-" + PROVIDER.substring(6)));
  }

  @Test
  void whatRepeatsIsATableWithTheKindOfTimeInWords() {
    DocumentText swedish = DocumentText.of(REPORT, Language.SV);
    DocumentText english = DocumentText.of(REPORT, Language.EN);

    Section hours = table(swedish);
    assertThat(hours.title()).isEqualTo("Arbetad tid");
    assertThat(hours.columns()).containsExactly("Dag", "Från", "Till", "Slag");
    assertThat(hours.rows())
        .containsExactly(
            List.of("3", "07.30", "16.00", "Aktiv tid"),
            List.of("3", "16.00", "24.00", "Väntetid"));
    assertThat(table(english).columns()).containsExactly("Day", "From", "To", "Kind");
    assertThat(table(english).rows().getFirst()).endsWith("Active");
  }

  @Test
  void nothingThatTheDocumentSaysIsLeftOut() {
    String shown =
        DocumentText.of(REPORT, Language.SV)
            .toString()
            .replaceAll("(\\d{8})-(\\d{4})", "$1$2")
            .replaceAll("(\\d{6})-(\\d{4})", "$1$2");

    for (String said : leaves(REPORT)) {
      assertThat(shown).contains(said);
    }
  }

  @Test
  void anElementOfATomorrowsVersionIsShownUnderItsOwnName() {
    String xml =
        new String(TestDocuments.notification(ID, PROVIDER), UTF_8)
            .replace(
                "<telefonnummerAnordnare>",
                "<nyttIMorgon><svar>kanske</svar></nyttIMorgon><telefonnummerAnordnare>");

    assertThat(DocumentText.of(HardenedXml.parse(xml.getBytes(UTF_8)), Language.SV).sections())
        .contains(
            new Section("nyttIMorgon", List.of(new Value("svar", "kanske")), List.of(), List.of()));
  }

  private static Section table(DocumentText text) {
    return text.sections().stream()
        .filter(section -> !section.columns().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> leaves(Document document) {
    NodeList all = document.getElementsByTagNameNS("*", "*");
    List<String> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      String text = element.getTextContent().strip();
      if (element.getElementsByTagNameNS("*", "*").getLength() == 0
          && !List.of("true", "false").contains(text)) {
        found.add(text);
      }
    }
    return found;
  }

  private static String grouped(String number) {
    return number.substring(0, 8) + "-" + number.substring(8);
  }
}
