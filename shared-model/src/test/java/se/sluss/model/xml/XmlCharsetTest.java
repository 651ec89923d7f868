package se.sluss.model.xml;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlCharsetTest {
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "ISO-8859-15", "windows-1252", "UTF-16"})
  void bytesAreTheTextThatWasWritten(String name) throws UnsupportedEncodingException {
    String xml = "<?xml version='1.0' encoding='" + name + "'?><a>Åsa Björk</a>";

    assertThat(text(xml.getBytes(name))).isEqualTo(xml);
  }

  @Test
  void withoutADeclarationTheFirstBytesTell() {
    assertThat(text("<a>Åsa</a>".getBytes(UTF_8))).isEqualTo("<a>Åsa</a>");
    assertThat(text("\ufeff<a>Åsa</a>".getBytes(UTF_16BE))).endsWith("<a>Åsa</a>");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, XmlCharset.of(HardenedXml.parse(bytes))).replace("\ufeff", "");
  }
}
