package se.sluss.model.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import se.sluss.model.xml.RefusedXmlException.Code;

class HardenedXmlTest {
  @Test
  void readsNamespaceAware() {
    Document document = parse("<a xmlns='urn:x'><b c='1'/></a>");
    assertThat(document.getDocumentElement().getNamespaceURI()).isEqualTo("urn:x");
    assertThat(document.getDocumentElement().getFirstChild().getLocalName()).isEqualTo("b");
  }

  @Test
  void commentsInstructionsAndDeclaredEncodingsAreRead() {
    byte[] latin =
        "<?xml version='1.0' encoding='ISO-8859-1'?><!-- c --><?go on?><a>å</a>"
            .getBytes(ISO_8859_1);
    assertThat(HardenedXml.parse(latin).getDocumentElement().getTextContent()).isEqualTo("å");
    byte[] wide = "<a>å</a>".getBytes(UTF_16);
    assertThat(HardenedXml.parse(wide).getDocumentElement().getTextContent()).isEqualTo("å");
  }

  @Test
  void brokenXmlIsRefusedWithItsPlaceAndWithoutItsContent() {
    RefusedXmlException refused = refusal("<a>\n  <hemlig>Anna</fel>\n</a>");
    assertThat(refused.code()).isEqualTo(Code.NOT_XML);
    assertThat(refused.line()).isEqualTo(2);
    assertThat(refused.column()).isPositive();
    assertThat(refused.getMessage()).doesNotContain("hemlig", "fel", "Anna").contains("Line 2");
    assertThat(refused.getCause()).isNull();
  }

  @Test
  void whatIsNoXmlAtAllIsRefused() {
    assertThat(refusal("").code()).isEqualTo(Code.NOT_XML);
    assertThat(refusal("{\"a\":1}").code()).isEqualTo(Code.NOT_XML);
    assertThat(refusal("<a>&unknown;</a>").code()).isEqualTo(Code.NOT_XML);
    assertThat(refusal("<a:b/>").code()).isEqualTo(Code.NOT_XML);
    assertThat(refusal("<a/><b/>").code()).isEqualTo(Code.NOT_XML);
    assertThat(refusal(new byte[] {'<', 'a', '>', (byte) 0xff, '<', '/', 'a', '>'}).code())
        .isEqualTo(Code.NOT_XML);
    assertThat(refusal("<?xml version='1.0' encoding='no-such'?><a/>").code())
        .isEqualTo(Code.NOT_XML);
  }

  @Test
  void laterVersionOfXmlIsRefused() {
    assertThat(refusal("<?xml version='1.1'?><a>&#x1;</a>").code())
        .isEqualTo(Code.UNSUPPORTED_VERSION);
  }

  @Test
  void emptyDoctypeIsRefused() {
    RefusedXmlException refused = refusal("<!DOCTYPE a><a/>");
    assertThat(refused.code()).isEqualTo(Code.DOCTYPE);
    assertThat(refused.line()).isEqualTo(1);
  }

  @Test
  void entityBombIsRefusedBeforeItGoesOff() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
    for (int i = 1; i < 60; i++) {
      bomb.append("<!ENTITY e%d \"&e%d;&e%d;&e%d;\">".formatted(i, i - 1, i - 1, i - 1));
    }
    assertThat(refusal(bomb + "]><a>&e59;</a>").code()).isEqualTo(Code.DOCTYPE);
  }

  @Test
  void parameterEntityBombIsRefused() {
    assertThat(refusal("<!DOCTYPE a [<!ENTITY % p '<!ENTITY q \"x\">'> %p; %p;]><a>&q;</a>").code())
        .isEqualTo(Code.DOCTYPE);
  }

  @Test
  void externalEntityIsNeitherReadNorTold(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "hush");
    RefusedXmlException refused =
        refusal("<!DOCTYPE a [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]><a>&x;</a>");
    assertThat(refused.code()).isEqualTo(Code.DOCTYPE);
    assertThat(refused.getMessage()).doesNotContain("hush", "secret");
  }

  @Test
  void externalSubsetIsRefusedWithoutLookingForIt() {
    assertThat(refusal("<!DOCTYPE a SYSTEM 'file:///no/such/file.dtd'><a/>").code())
        .isEqualTo(Code.DOCTYPE);
  }

  @Test
  void inclusionStaysAnElement() {
    Document document =
        parse("<a xmlns:x='http://www.w3.org/2001/XInclude'><x:include href='/etc/hosts'/></a>");
    assertThat(document.getDocumentElement().getFirstChild().getLocalName()).isEqualTo("include");
    assertThat(document.getDocumentElement().getTextContent()).isEmpty();
  }

  @Test
  void deepestAllowedNestingIsReadAndOneMoreIsRefused() {
    assertThat(parse("<a>".repeat(64) + "</a>".repeat(64))).isNotNull();
    assertThat(refusal("<a>".repeat(65) + "</a>".repeat(65)).code()).isEqualTo(Code.TOO_DEEP);
    assertThat(refusal("<a>".repeat(500_000)).code()).isEqualTo(Code.TOO_DEEP);
  }

  @Test
  void siblingsAreNotDepth() {
    assertThat(parse("<a>" + "<b></b>".repeat(1000) + "</a>")).isNotNull();
  }

  @Test
  void tooManyAttributesAreRefused() {
    assertThat(parse("<a" + attributes(64) + "/>")).isNotNull();
    assertThat(refusal("<a" + attributes(65) + "/>").code()).isEqualTo(Code.TOO_MANY_ATTRIBUTES);
    assertThat(refusal("<a" + attributes(5000) + "/>").code()).isEqualTo(Code.TOO_LARGE);
  }

  @Test
  void textIsBounded() {
    assertThat(parse("<a>" + "x".repeat(1 << 20) + "</a>")).isNotNull();
    assertThat(refusal("<a>" + "x".repeat((1 << 20) + 1) + "</a>").code())
        .isEqualTo(Code.TEXT_TOO_LONG);
    assertThat(refusal("<a b='" + "x".repeat((1 << 20) + 1) + "'/>").code())
        .isEqualTo(Code.TEXT_TOO_LONG);
  }

  @Test
  void whatOneDocumentHeldIsNotInTheNext() {
    byte[] deep = "<a><b><c>".getBytes(UTF_8);
    for (int i = 0; i < 40; i++) {
      assertThatThrownBy(() -> HardenedXml.parse(deep)).isInstanceOf(RefusedXmlException.class);
      Document read = HardenedXml.parse("<x xmlns='urn:%d'/>".formatted(i).getBytes(UTF_8));
      assertThat(read.getDocumentElement().getNamespaceURI()).isEqualTo("urn:" + i);
      assertThat(read.getDocumentElement().hasChildNodes()).isFalse();
    }
  }

  @Test
  void manyReadAtOnce() throws Exception {
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> read = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        byte[] xml = "<x><y>%d</y></x>".formatted(i).getBytes(UTF_8);
        read.add(
            readers.submit(() -> HardenedXml.parse(xml).getDocumentElement().getTextContent()));
      }
      for (int i = 0; i < 500; i++) {
        assertThat(read.get(i).get()).isEqualTo(Integer.toString(i));
      }
    }
  }

  @Test
  void bytesAreBounded() {
    byte[] big = new byte[HardenedXml.MAX_BYTES + 1];
    RefusedXmlException refused = refusal(big);
    assertThat(refused.code()).isEqualTo(Code.TOO_LARGE);
    assertThat(refused.line()).isZero();
  }

  private static String attributes(int count) {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < count; i++) {
      attributes.append(" a").append(i).append("=''");
    }
    return attributes.toString();
  }

  private static Document parse(String xml) {
    return HardenedXml.parse(xml.getBytes(UTF_8));
  }

  private static RefusedXmlException refusal(String xml) {
    return refusal(xml.getBytes(UTF_8));
  }

  private static RefusedXmlException refusal(byte[] xml) {
    RefusedXmlException refused =
        catchThrowableOfType(RefusedXmlException.class, () -> HardenedXml.parse(xml));
    assertThat(refused).isNotNull();
    return refused;
  }
}
