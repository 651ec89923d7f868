package se.sluss.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.identity.Samordningsnummer;

class TestDocumentsTest {
  @Test
  void allPersonsHaveValidNumbers() {
    assertThat(TestPersons.ADULTS).allSatisfy(p -> assertThat(Personnummer.parse(p)).isPresent());
    assertThat(Personnummer.parse(TestPersons.CHILD)).isPresent();
    assertThat(Samordningsnummer.parse(TestPersons.COORDINATION_NUMBER)).isPresent();
  }

  @Test
  void organisationNumbersAreValidAndDifferent() {
    var numbers = IntStream.range(0, 10_000).mapToObj(TestPersons::organisationNumber).toList();

    assertThat(numbers)
        .doesNotHaveDuplicates()
        .allSatisfy(number -> assertThat(Organisationsnummer.parse(number)).isPresent());
  }

  @Test
  void aDocumentCarriesWhatItWasMadeFrom() {
    UUID id = UUID.fromString("6f1c0a52-2f5e-4c7b-9a59-0b8c6a3c1c11");
    String organisation = TestPersons.organisationNumber(7);

    assertThat(TestDocuments.notification(id, organisation))
        .asString(StandardCharsets.UTF_8)
        .contains(id.toString(), organisation, TestPersons.ASSISTED, TestPersons.ASSISTANT);
    assertThat(TestDocuments.timeReport(id, organisation))
        .asString(StandardCharsets.UTF_8)
        .contains(id.toString(), organisation, TestPersons.ASSISTED, TestPersons.ASSISTANT);
  }
}
