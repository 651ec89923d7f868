package se.sluss.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.intake.Events;
import se.sluss.intake.rules.Language;
import se.sluss.model.signature.VerificationStep;

class HappeningTest {
  @ParameterizedTest
  @EnumSource
  void everyHappeningNamesTheSameInBothLanguages(Happening happening) {
    List<String> parts =
        Stream.of("100 %s", "5 %1$d").limit(happening.parts()).toList(); // not read as patterns
    HistoryEntry entry = HistoryEntry.of(SubmissionState.QUEUED, Events.AT, happening, parts);

    for (Language language : Language.values()) {
      assertThat(parts).allSatisfy(part -> assertThat(entry.why(language)).containsOnlyOnce(part));
      assertThat(entry.why(language).replace("100 %s", "")).doesNotContain("%s", "null");
    }
    assertThat(entry.why(Language.ENGLISH)).isEqualTo(entry.why());
    assertThat(entry.why(Language.SWEDISH)).isNotEqualTo(entry.why());
    assertThat(entry.next(Language.SWEDISH)).isNotEqualTo(entry.next());
    assertThat(Happening.of(entry.code(), entry.next())).contains(happening);
  }

  /** Rows are told apart by what is kept of it, so this sentence is never changed. */
  @Test
  void whatWasStoppedUnsignedIsKnownByTheSentenceThatIsKept() {
    HistoryEntry kept =
        HistoryEntry.kept(
            SubmissionState.CANCELLED,
            Events.AT,
            "CANCELLED",
            "It was stopped before all had signed it.",
            "Nothing more happens. To have it signed and sent after all, hand it in anew under"
                + " another identifier.",
            "");

    assertThat(kept.isCancelledUnsigned()).isTrue();
  }

  @Test
  void everyCauseThatTheSubmitterNamesIsSaidInWords() throws IOException {
    String causes =
        Files.readString(
            Path.of("../submitter/src/main/java/se/sluss/submitter/delivery/Cause.java"));
    List<String> names =
        Pattern.compile("^  ([A-Z_]+)[,;]$", Pattern.MULTILINE)
            .matcher(causes)
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(names).contains("TIME_OUT").hasSizeGreaterThan(10);
    assertThat(names)
        .allSatisfy(
            name -> {
              assertThat(Causes.said(name, Language.SWEDISH)).endsWith(" (" + name + ")");
              assertThat(Causes.said(name, Language.ENGLISH))
                  .isNotEqualTo(Causes.said(name, Language.SWEDISH));
            });
    assertThat(Causes.said("UNHEARD_OF", Language.SWEDISH)).isEqualTo("UNHEARD_OF");
  }

  @Test
  void whatIsWrongWithASignatureIsSaidInWords() throws IOException {
    List<String> ofTheSigning = new ArrayList<>();
    for (String room : List.of("CheckBroughtSignature", "AcceptSigned")) {
      String source =
          Files.readString(
              Path.of("../signing/src/main/java/se/sluss/signing/order/" + room + ".java"));
      Pattern.compile("\"([A-Z_]+)\"")
          .matcher(source)
          .results()
          .forEach(found -> ofTheSigning.add(found.group(1)));
    }
    assertThat(ofTheSigning).contains("SIGNER", "MODE", "DATE", "ORDER", "REUSED");
    List<String> steps =
        Stream.concat(
                Arrays.stream(VerificationStep.values()).map(VerificationStep::name),
                ofTheSigning.stream())
            .toList();
    for (String step : steps) {
      String english = Checks.refused("ASSISTENT." + step, Language.ENGLISH);
      String swedish = Checks.refused("ANORDNARE." + step, Language.SWEDISH);

      assertThat(english).startsWith("the assistant, ").endsWith(" (" + step + ")");
      assertThat(swedish).startsWith("anordnaren, ").endsWith(" (" + step + ")");
    }
    assertThat(Checks.refused("UNHEARD.OF", Language.SWEDISH)).isEqualTo("UNHEARD.OF");
    assertThat(entry(Happening.SIGNATURE_REFUSED, "ASSISTENT.PERSON", "ASSISTENT,ANORDNARE"))
        .extracting(entry -> entry.why(Language.SWEDISH))
        .isEqualTo(
            "En underskrift som det kom med är inte giltig: assistenten, en annan person har gjort"
                + " den (PERSON). Underskrifter saknas: assistenten, anordnaren.");
  }

  @Test
  void partsAreKeptAsOneText() {
    for (HistoryEntry entry :
        List.of(
            entry(Happening.IN_DOUBT, "2", "TIME_OUT"),
            entry(Happening.RESOLVED_RECEIVED, "a word\u001fanother"),
            entry(Happening.EXPIRED))) {
      assertThat(
              HistoryEntry.kept(
                  entry.state(),
                  entry.at(),
                  entry.code(),
                  entry.why(),
                  entry.next(),
                  entry.partsText()))
          .isEqualTo(entry);
    }
  }

  @Test
  void aPersonsWordsAreToldAsTheyAre() {
    assertThat(entry(Happening.RESOLVED_REFUSED, "FORBIDDEN").why(Language.SWEDISH))
        .endsWith(": FORBIDDEN");
  }

  private static HistoryEntry entry(Happening happening, String... parts) {
    return HistoryEntry.of(SubmissionState.QUEUED, Events.AT, happening, List.of(parts));
  }

  @ParameterizedTest
  @EnumSource
  void whatAnOlderReleaseWroteIsToldAsItWroteIt(Happening happening) {
    String why = happening.why(Language.ENGLISH, List.of("3", "4").subList(0, happening.parts()));
    var entry =
        new HistoryEntry(
            SubmissionState.QUEUED,
            Events.AT,
            happening.code(),
            why,
            happening.next(Language.ENGLISH),
            List.of());

    assertThat(entry.why(Language.ENGLISH)).isEqualTo(why);
    if (happening.parts() > 0) {
      assertThat(entry.why(Language.SWEDISH)).isEqualTo(why);
      assertThat(entry.next(Language.SWEDISH)).isEqualTo(entry.next());
    } else {
      assertThat(entry.why(Language.SWEDISH)).isNotEqualTo(why);
    }
  }
}
