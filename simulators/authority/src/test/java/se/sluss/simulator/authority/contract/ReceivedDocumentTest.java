package se.sluss.simulator.authority.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.simulator.authority.Samples;

class ReceivedDocumentTest {
  private static final String ID = "0d3f7a54-0000-4000-8000-000000000001";

  @Test
  void theEntryHoldsTheHashOfTheCanonicalForm() throws InvalidDocumentException {
    // Both sums were made with another implementation of Canonical XML.
    assertThat(read(Product.E_IOA, text(Product.E_IOA)).entry())
        .isEqualTo(ID + ",fd215a82f17eacb6f0ade132a41f2b8ac14114e298973956688963a667239f7e");
    assertThat(read(Product.ELT, text(Product.ELT)).entry())
        .isEqualTo(ID + ",31862b4d136ebf9d53faf2c999d2576b9164d9b0d6e3735fb65b87212f5dd93f");
  }

  @Test
  void anotherSpellingOfTheSameXmlHasTheSameEntry() throws InvalidDocumentException {
    String plain = text(Product.ELT);
    String spelled =
        "<?xml version='1.0'?>\n<!-- comment -->"
            + plain.replace("<id>", "<id  >").replace("Åsa", "&#197;sa").strip();

    assertThat(read(Product.ELT, spelled)).isEqualTo(read(Product.ELT, plain));
  }

  @ParameterizedTest
  @CsvSource({
    "E_IOA, <narstaende>false</narstaende>, ''",
    "E_IOA, 0101234567, 010123",
    "E_IOA, <id>0d3f, <id>0D3F",
    "E_IOA, <bosattInnanforEES>true, <bosattInnanforEES>false",
    "ELT, 2026-10, oktober",
    "ELT, <dag>25, <dag>32",
    "ELT, 07.30, 07:30",
    "ELT, <kollektivavtal>true, <kollektivavtal>ja",
    "ELT, assistansersattning/tidredovisning/1, assistansersattning/tidredovisning/2"
  })
  void aDocumentThatBreaksItsSchemaIsRefused(Product product, String from, String to) {
    String broken = text(product).replace(from, to);

    assertThat(broken).isNotEqualTo(text(product));
    assertThatThrownBy(() -> read(product, broken)).isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void anotherVersionIsTakenBesideTheFirstOnceItsSchemaIsThere() throws Exception {
    Schemas both = new Schemas();
    try (InputStream first = Schemas.class.getResourceAsStream("tidredovisning_extern_v1.xsd")) {
      String next =
          new String(first.readAllBytes(), UTF_8)
              .replace(
                  "isassistansersattning/tidredovisning/1",
                  "isassistansersattning/tidredovisning/2");
      both.add(Product.ELT, next.getBytes(UTF_8));
    }
    String second = text(Product.ELT).replace("/tidredovisning/1", "/tidredovisning/2");
    Bytes bytes = new Bytes(second.getBytes(UTF_8));
    Bytes broken = new Bytes(second.replace("<dag>25", "<dag>32").getBytes(UTF_8));

    assertThat(ReceivedDocument.read(Product.ELT, both, bytes).id())
        .isEqualTo(read(Product.ELT, text(Product.ELT)).id());
    assertThat(
            ReceivedDocument.read(Product.ELT, both, new Bytes(text(Product.ELT).getBytes(UTF_8))))
        .isEqualTo(read(Product.ELT, text(Product.ELT)));
    assertThatThrownBy(() -> ReceivedDocument.read(Product.ELT, both, broken))
        .isInstanceOf(InvalidDocumentException.class);
    assertThatThrownBy(() -> both.add(Product.ELT, "<a/>".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDocumentOfTheOtherServiceIsRefused() {
    assertThatThrownBy(() -> read(Product.E_IOA, text(Product.ELT)))
        .isInstanceOf(InvalidDocumentException.class);
  }

  @Test
  void aDocumentTypeIsRefusedAndNothingOfItExpanded() {
    String bomb =
        "<!DOCTYPE Tidredovisning [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
            + text(Product.ELT).replace("Åsa", "&e;");

    assertThatThrownBy(() -> read(Product.ELT, bomb))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("DOCTYPE");
  }

  private static ReceivedDocument read(Product product, String xml)
      throws InvalidDocumentException {
    return ReceivedDocument.read(product, Samples.SCHEMAS, new Bytes(xml.getBytes(UTF_8)));
  }

  private static String text(Product product) {
    return new String(
        product == Product.ELT ? Samples.timeReport(ID) : Samples.notification(ID), UTF_8);
  }
}
