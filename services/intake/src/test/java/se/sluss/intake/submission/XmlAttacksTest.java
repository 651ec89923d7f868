package se.sluss.intake.submission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.intake.submission.CheckedDocument.Faulty;
import se.sluss.intake.submission.CheckedDocument.OfUnknownKind;
import se.sluss.intake.submission.CheckedDocument.Sound;
import se.sluss.intake.submission.CheckedDocument.Unreadable;
import se.sluss.intake.submission.CheckedDocument.WithDoctype;
import se.sluss.model.id.Mode;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** What strangers may send as XML, and what becomes of it. */
class XmlAttacksTest {
  private static final DocumentCheck CHECK =
      new DocumentCheck(
          new TakenVersions(
              new SmallRyeConfigBuilder()
                  .withMapping(SubmissionConfig.class)
                  .build()
                  .getConfigMapping(SubmissionConfig.class)),
          InstantSource.fixed(Instant.parse("2026-11-20T08:00:00Z")));
  private static final String GOOD =
      new String(
          TestDocuments.notification(UUID.randomUUID(), TestPersons.organisationNumber(1)), UTF_8);
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  private static final String NAMESPACE =
      "http://schema.forsakringskassan.se/integration/isassistansersattning/ioa/anmalanfranarbetsgivare/1";

  static Stream<Arguments> attacks() {
    return Stream.of(
        row(
            "an external entity",
            doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">"),
            WithDoctype.class),
        row(
            "an entity over the network",
            doctype("<!ENTITY x SYSTEM \"http://127.0.0.1:1/\">"),
            WithDoctype.class),
        row(
            "a parameter entity",
            doctype("<!ENTITY % p SYSTEM \"file:///etc/hosts\"> %p;"),
            WithDoctype.class),
        row(
            "entities of entities",
            doctype("<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">"),
            WithDoctype.class),
        row(
            "an external subset",
            GOOD.replace(
                DECLARATION, DECLARATION + "<!DOCTYPE A SYSTEM \"http://127.0.0.1:1/a.dtd\">"),
            WithDoctype.class),
        row("an entity that nobody declared", GOOD.replace("Provberg", "&who;"), Unreadable.class),
        row("elements too deep", GOOD.replace("<id>", "<a>".repeat(64) + "<id>"), Unreadable.class),
        row(
            "too many attributes",
            GOOD.replace("<id>", "<id" + attributes(65) + ">"),
            Unreadable.class),
        row(
            "a huge attribute",
            GOOD.replace("<id>", "<id a=\"" + "x".repeat((1 << 20) + 1) + "\">"),
            Unreadable.class),
        row("a huge text", GOOD.replace("Provberg", "x".repeat((1 << 20) + 1)), Unreadable.class),
        row("more than is read at all", GOOD + " ".repeat(2 << 20), Unreadable.class),
        row("an attribute twice", GOOD.replace("<id>", "<id a=\"1\" a=\"2\">"), Unreadable.class),
        row("XML 1.1", GOOD.replace("version=\"1.0\"", "version=\"1.1\""), Unreadable.class),
        row("a null byte", GOOD.replace("Provberg", "Prov\u0000berg"), Unreadable.class),
        row(
            "a control character, escaped",
            GOOD.replace("Provberg", "Prov&#1;berg"),
            Unreadable.class),
        row("two roots", GOOD + GOOD.replace(DECLARATION, ""), Unreadable.class),
        row("text behind the root", GOOD + "more", Unreadable.class),
        row("nothing", "", Unreadable.class),
        row(
            "a prefix that nobody declared",
            GOOD.replace("<id>", "<a:id>").replace("</id>", "</a:id>"),
            Unreadable.class),
        row("no namespace", GOOD.replace(" xmlns=\"" + NAMESPACE + "\"", ""), OfUnknownKind.class),
        row("another namespace", GOOD.replace(NAMESPACE, NAMESPACE + "0"), OfUnknownKind.class),
        row(
            "the other kind's namespace",
            GOOD.replace("/ioa/anmalanfranarbetsgivare/1", "/tidredovisning/1"),
            OfUnknownKind.class),
        row(
            "an element of another namespace with the right name",
            GOOD.replace("<id>", "<id xmlns=\"urn:x\">"),
            Faulty.class),
        row(
            "an inclusion",
            GOOD.replace(
                "<id>",
                "<include xmlns=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\"/><id>"),
            Faulty.class),
        row(
            "another type by xsi:type",
            GOOD.replace(
                "<narstaende>",
                "<narstaende xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xsi:string\">"),
            Faulty.class),
        row(
            "nothing by xsi:nil",
            GOOD.replace(
                "<narstaende>false",
                "<narstaende xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\">"),
            Faulty.class),
        row(
            "a schema of its own",
            GOOD.replace(
                "<AnmalanFranArbetsgivare ",
                "<AnmalanFranArbetsgivare xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\""
                    + NAMESPACE
                    + " http://127.0.0.1:1/own.xsd\" "),
            Sound.class),
        row(
            "a namespace by a relative address",
            GOOD.replace(" xmlns=", " xmlns:a=\"b\" xmlns="),
            Unreadable.class),
        row(
            "a relative address further in",
            GOOD.replace("<id>", "<id xmlns:a=\"#\">"),
            Unreadable.class),
        row("a prefix for every element", prefixed(), Sound.class),
        row(
            "comments and instructions",
            GOOD.replace("<id>", "<!-- c --><?p i?><id>"),
            Sound.class),
        row("an identifier in pieces", GOOD.replace("<id>", "<id><!-- c -->"), Sound.class),
        row("a name in CDATA", GOOD.replace("Provberg", "<![CDATA[<Provberg>]]>"), Sound.class),
        bytes("a byte-order mark", withMark(), Sound.class),
        bytes(
            "UTF-16 with its mark", GOOD.replace("UTF-8", "UTF-16").getBytes(UTF_16), Sound.class),
        bytes("UTF-16 that says UTF-8", GOOD.getBytes(UTF_16BE), Unreadable.class),
        bytes(
            "Latin 1 that says so",
            GOOD.replace("UTF-8", "ISO-8859-1").getBytes(ISO_8859_1),
            Sound.class),
        bytes("Latin 1 that says UTF-8", GOOD.getBytes(ISO_8859_1), Unreadable.class),
        bytes("UTF-7", GOOD.replace("UTF-8", "UTF-7").getBytes(ISO_8859_1), Unreadable.class),
        bytes(
            "no encoding that there is",
            GOOD.replace("UTF-8", "x-none").getBytes(UTF_8),
            Unreadable.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void whatComesInIsJudged(String name, byte[] bytes, Class<? extends CheckedDocument> outcome) {
    byte[] before = bytes.clone();

    CheckedDocument checked = CHECK.check(Mode.TEST, bytes);

    assertThat(checked).isInstanceOf(outcome);
    if (checked instanceof Sound sound) {
      assertThat(sound.bytes().toArray()).isEqualTo(before);
    } else {
      assertThat(checked.toString()).doesNotContain("Provberg", "passwd", TestPersons.ASSISTED);
    }
  }

  private static Arguments row(String name, String xml, Class<? extends CheckedDocument> outcome) {
    return bytes(name, xml.getBytes(UTF_8), outcome);
  }

  private static Arguments bytes(
      String name, byte[] bytes, Class<? extends CheckedDocument> outcome) {
    return arguments(name, bytes, outcome);
  }

  private static String doctype(String declarations) {
    return GOOD.replace(DECLARATION, DECLARATION + "<!DOCTYPE A [" + declarations + "]>")
        .replace("Provberg", "&x;");
  }

  private static String attributes(int count) {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < count; i++) {
      attributes.append(" a").append(i).append("=\"\"");
    }
    return attributes.toString();
  }

  private static String prefixed() {
    return GOOD.replaceAll("<(/?)([A-Za-z])", "<$1p:$2").replace(" xmlns=", " xmlns:p=");
  }

  private static byte[] withMark() {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    bytes.writeBytes(GOOD.getBytes(UTF_8));
    return bytes.toByteArray();
  }
}
