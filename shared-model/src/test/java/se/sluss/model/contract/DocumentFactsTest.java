package se.sluss.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.sluss.model.contract.Documents.ASSISTANT;
import static se.sluss.model.contract.Documents.ASSISTED;
import static se.sluss.model.contract.Documents.COORDINATED;
import static se.sluss.model.contract.Documents.NOTIFICATION;
import static se.sluss.model.contract.Documents.ORGANISATION;
import static se.sluss.model.contract.Documents.OWN_EMPLOYER;
import static se.sluss.model.contract.Documents.TIME_REPORT;
import static se.sluss.model.contract.Documents.changed;
import static se.sluss.model.contract.Documents.element;
import static se.sluss.model.contract.Documents.read;

import java.time.YearMonth;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.model.contract.IdentityFault.Code;
import se.sluss.model.id.Service;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.identity.Samordningsnummer;

class DocumentFactsTest {
  @Test
  void notificationTellsWhoIsInIt() {
    DocumentFacts facts = DocumentFacts.read(read(NOTIFICATION));
    assertThat(facts.service()).isEqualTo(Service.E_IOA);
    assertThat(facts.documentId()).isEqualTo(Documents.ID);
    assertThat(facts.assistedPerson())
        .isEqualTo(new PersonFacts(new Personnummer(ASSISTED), "Astrid", "Ask"));
    assertThat(facts.assistant().personnummer()).contains(new Personnummer(ASSISTANT));
    assertThat(facts.assistant().givenName()).isEqualTo("Bo");
    assertThat(facts.assistant().surname()).isEqualTo("Björk");
    assertThat(facts.organisation()).contains(new Organisationsnummer(ORGANISATION));
    assertThat(facts.otherEmployer()).isEmpty();
    assertThat(facts.month()).isEmpty();
  }

  @Test
  void timeReportTellsItsMonthToo() {
    DocumentFacts facts = DocumentFacts.read(read(TIME_REPORT));
    assertThat(facts.service()).isEqualTo(Service.ELT);
    assertThat(facts.month()).contains(YearMonth.of(2026, 11));
    assertThat(facts.organisation()).contains(new Organisationsnummer(ORGANISATION));
  }

  @Test
  void assistantMayHaveACoordinationNumberAndThenCannotSign() {
    String xml =
        changed(
            TIME_REPORT,
            "<personnummer>" + ASSISTANT + "</personnummer>",
            "<samordningsnummer>" + COORDINATED + "</samordningsnummer>");
    AssistantFacts assistant = DocumentFacts.read(read(xml)).assistant();
    assertThat(assistant.personnummer()).isEmpty();
    assertThat(assistant.number())
        .isEqualTo(new AssistantFacts.Number.Coordination(new Samordningsnummer(COORDINATED)));
  }

  @Test
  void assistedPersonWhoEmploysHasNoOrganisation() {
    String xml = element(NOTIFICATION, "assistansanordnare", OWN_EMPLOYER);
    assertThat(DocumentFacts.read(read(xml)).organisation()).isEmpty();
  }

  @Test
  void otherEmployerIsNotTakenForTheProvider() {
    String xml =
        element(
            TIME_REPORT,
            "assistentAnstalldAvAnordnare",
            "<annanArbetsgivare><organisationsnummer>5555550002</organisationsnummer>"
                + "</annanArbetsgivare>");
    DocumentFacts facts = DocumentFacts.read(read(xml));
    assertThat(facts.organisation()).contains(new Organisationsnummer(ORGANISATION));
    assertThat(facts.otherEmployer()).contains(new Organisationsnummer("5555550002"));
  }

  @Test
  void commentInsideANumberIsNoPartOfIt() {
    String xml = changed(NOTIFICATION, ASSISTED, "18900101<!-- 9999 -->9802");
    assertThat(DocumentFacts.read(read(xml)).assistedPerson().personnummer())
        .isEqualTo(new Personnummer(ASSISTED));
  }

  @ParameterizedTest
  @MethodSource
  void numberThatCannotBeIsAFault(String from, String to, String xpath, Code code) {
    assertThat(DocumentFacts.faultsIn(read(changed(TIME_REPORT, from, to))))
        .containsExactly(new IdentityFault("/Tidredovisning" + xpath, code));
  }

  static Stream<Arguments> numberThatCannotBeIsAFault() {
    String assisted = "/personSomHarAssistans/personnummer";
    String coordination = "/assistent/samordningsnummer";
    String assistant = "<personnummer>" + ASSISTANT + "</personnummer>";
    return Stream.of(
        arguments(ASSISTED, "189001019803", assisted, Code.WRONG_CHECK_DIGIT),
        arguments(ASSISTED, "189002300003", assisted, Code.NOT_A_PERSONNUMMER),
        arguments(ASSISTED, COORDINATED, assisted, Code.NOT_A_PERSONNUMMER),
        arguments(
            assistant,
            "<samordningsnummer>" + ASSISTANT + "</samordningsnummer>",
            coordination,
            Code.NOT_A_SAMORDNINGSNUMMER),
        arguments(
            ORGANISATION,
            "5555555556",
            "/assistansanordnare/organisationsnummer",
            Code.WRONG_CHECK_DIGIT),
        arguments(
            ORGANISATION,
            "5515555554",
            "/assistansanordnare/organisationsnummer",
            Code.NOT_AN_ORGANISATIONSNUMMER),
        arguments(">2026-11<", ">2026-13<", "/redovisningsmanad", Code.NOT_A_MONTH));
  }

  @Test
  void allFaultsAreToldAtOnceAndNoneHoldsTheNumber() {
    String xml = changed(NOTIFICATION, ASSISTED, "189001019803");
    xml = changed(xml, ASSISTANT, "199010102384");
    xml = changed(xml, ORGANISATION, "5555555556");
    assertThat(DocumentFacts.faultsIn(read(xml)))
        .extracting(IdentityFault::xpath, IdentityFault::code)
        .containsExactly(
            tuple(
                "/AnmalanFranArbetsgivare/personSomHarAssistans/personnummer",
                Code.WRONG_CHECK_DIGIT),
            tuple("/AnmalanFranArbetsgivare/assistent/personnummer", Code.WRONG_CHECK_DIGIT),
            tuple(
                "/AnmalanFranArbetsgivare/assistansanordnare/organisationsnummer",
                Code.WRONG_CHECK_DIGIT));
    String unsound = xml;
    assertThatThrownBy(() -> DocumentFacts.read(read(unsound)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains("personnummer")
        .doesNotContain("9803", "2384", "5556");
  }

  @Test
  void missingElementsAreFaultsWhenAnotherSchemaLetThemThrough() {
    String xml = element(element(NOTIFICATION, "assistent", ""), "id", "");
    assertThat(DocumentFacts.faultsIn(read(xml)))
        .extracting(IdentityFault::xpath, IdentityFault::code)
        .containsExactly(
            tuple("/AnmalanFranArbetsgivare/id", Code.MISSING),
            tuple("/AnmalanFranArbetsgivare/assistent", Code.MISSING));
  }

  @Test
  void factsArePrintedWithoutNamesAndNumbers() {
    assertThat(DocumentFacts.read(read(NOTIFICATION)).toString())
        .doesNotContain("Astrid", "Ask", "Bo,", "Björk", ASSISTED, ASSISTANT, ORGANISATION);
  }
}
