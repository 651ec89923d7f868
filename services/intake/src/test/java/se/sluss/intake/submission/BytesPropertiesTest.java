package se.sluss.intake.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import se.sluss.intake.submission.CheckedDocument.Sound;
import se.sluss.model.id.Mode;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** Whatever bytes come in, they are judged, and what is taken is taken unchanged. */
class BytesPropertiesTest {
  private static final DocumentCheck CHECK =
      new DocumentCheck(
          new TakenVersions(
              new SmallRyeConfigBuilder()
                  .withMapping(SubmissionConfig.class)
                  .build()
                  .getConfigMapping(SubmissionConfig.class)),
          InstantSource.fixed(Instant.parse("2026-11-20T08:00:00Z")));

  @Property
  void anyBytesAreJudged(@ForAll byte[] bytes) {
    judged(bytes);
  }

  @Property
  void aDocumentWithSomethingElseInItIsJudged(@ForAll("damaged") byte[] bytes) {
    judged(bytes);
  }

  private static void judged(byte[] bytes) {
    byte[] before = bytes.clone();
    assertThatCode(
            () -> {
              if (CHECK.check(Mode.TEST, bytes) instanceof Sound sound) {
                assertThat(sound.bytes().toArray()).isEqualTo(before);
              }
            })
        .doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    Arbitrary<byte[]> documents =
        Arbitraries.of(
            TestDocuments.timeReport(UUID.randomUUID(), TestPersons.organisationNumber(1)),
            TestDocuments.notification(UUID.randomUUID(), TestPersons.organisationNumber(1)));
    Arbitrary<byte[]> pieces =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(6),
            Arbitraries.of(
                    "<dag>",
                    "</tidrapport>",
                    "&lt;",
                    "&#0;",
                    "&x;",
                    "<![CDATA[",
                    "]]>",
                    "<!--",
                    "<?p ?>",
                    "<!DOCTYPE a>",
                    " xmlns:a=''",
                    " xmlns:a='b'",
                    " xml:base='x'",
                    "\u0000",
                    "\ufeff",
                    "24.00",
                    "99999999999999999999",
                    "-1",
                    "2026-02-30",
                    "\r")
                .map(text -> text.getBytes(UTF_8)));
    Arbitrary<Charset> charsets =
        Arbitraries.frequency(
            Tuple.of(8, UTF_8),
            Tuple.of(1, StandardCharsets.UTF_16),
            Tuple.of(1, StandardCharsets.ISO_8859_1));
    Arbitrary<List<Integer>> places = Arbitraries.integers().between(0, 1_200).list().ofSize(2);
    return Combinators.combine(documents, pieces, places, charsets)
        .as(
            (document, piece, at, charset) -> {
              byte[] bytes = new String(document, UTF_8).getBytes(charset);
              int from = Math.min(at.get(0), bytes.length);
              int to = Math.min(from + at.get(1) % 40, bytes.length);
              byte[] changed = Arrays.copyOf(bytes, from + piece.length + bytes.length - to);
              System.arraycopy(piece, 0, changed, from, piece.length);
              System.arraycopy(bytes, to, changed, from + piece.length, bytes.length - to);
              return changed;
            });
  }
}
