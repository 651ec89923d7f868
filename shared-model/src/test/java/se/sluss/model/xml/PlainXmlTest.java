package se.sluss.model.xml;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainXmlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a/>",
        "<a b='c=d'>å=</a>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><a><b></b></a>",
        "<?xml version=\"1.0\"?><a></a>",
        "<not well formed"
      })
  void elementsAndTextArePlain(String xml) {
    assertThat(PlainXml.is(xml.getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        " <a/>",
        "\ufeff<a/>",
        "<!DOCTYPE a><a/>",
        "<a><!-- c --></a>",
        "<a><![CDATA[b]]></a>",
        "<a><?b?></a>",
        "<?xml version='1.0' encoding='ISO-2022-JP'?><a/>",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
        "<?xml version=\"1.1\"?><a/>",
        "<?go on?><a/>",
        "<a>\0</a>",
        "<a><"
      })
  void anythingElseIsLookedAtClosely(String xml) {
    assertThat(PlainXml.is(xml.getBytes(UTF_8))).isFalse();
  }

  @Test
  void otherEncodingsAreLookedAtClosely() {
    assertThat(PlainXml.is("<a/>".getBytes(UTF_16))).isFalse();
    assertThat(PlainXml.is("<a/>".getBytes(UTF_16BE))).isFalse();
  }

  @Test
  void nothingHidesTheDepth() {
    assertThat(PlainXml.is(nested("<a>", "</a>", 64))).isTrue();
    assertThat(PlainXml.is(nested("<a>", "</a>", 65))).isFalse();
    assertThat(PlainXml.is(nested("<a b='/>'>", "</a>", 65))).isFalse();
    assertThat(PlainXml.is(nested("<a b='>'>", "</a>", 65))).isFalse();
  }

  @Test
  void nothingHidesAttributes() {
    String many = " a=''".repeat(60);
    assertThat(PlainXml.is(("<a" + many + "/>").getBytes(UTF_8))).isTrue();
    assertThat(PlainXml.is(("<a" + many + many + "/>").getBytes(UTF_8))).isFalse();
    assertThat(PlainXml.is(("<a" + many + " b='>'" + many + "/>").getBytes(UTF_8))).isFalse();
    assertThat(PlainXml.is(("<a" + many + " b='/>'" + many + "/>").getBytes(UTF_8))).isFalse();
  }

  @Test
  void aDocumentThatCouldHoldTooLongATextIsLookedAtClosely() {
    assertThat(PlainXml.is(("<a>" + "x".repeat((1 << 20) - 7) + "</a>").getBytes(UTF_8))).isTrue();
    assertThat(PlainXml.is(("<a>" + "x".repeat((1 << 20) - 6) + "</a>").getBytes(UTF_8))).isFalse();
  }

  private static byte[] nested(String start, String end, int times) {
    return (start.repeat(times) + end.repeat(times)).getBytes(UTF_8);
  }
}
