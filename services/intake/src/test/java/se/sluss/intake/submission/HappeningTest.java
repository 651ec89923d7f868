package se.sluss.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.intake.Events;
import se.sluss.intake.rules.Language;

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
