package se.sluss.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeededByTest {
  @ParameterizedTest
  @CsvSource({
    "2026-12-05,                     2026-12-05T23:00:00Z",
    "2026-06-30,                     2026-06-30T22:00:00Z",
    "2026-03-29,                     2026-03-29T22:00:00Z",
    "2026-10-25,                     2026-10-25T23:00:00Z",
    "2026-12-05T12:00:00+01:00,      2026-12-05T11:00:00Z",
    "2026-12-05T12:00:00 01:00,      2026-12-05T11:00:00Z",
    "2026-12-05T12:00Z,              2026-12-05T12:00:00Z",
    "2026-12-05T12:00:00.123456789Z, 2026-12-05T12:00:00.123Z",
  })
  void aDateLastsUntilItsDayEndsInSwedenAndATimeIsThatMoment(String text, Instant at) {
    assertThat(NeededBy.read(text)).isEqualTo(new NeededBy.Before(at));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "2026-02-30",
        "05-12-2026",
        "2026-12-05T12:00:00",
        "2026-12-05 12:00:00Z",
        "2026-12-05T25:00:00Z",
        "+12026-12-05",
        "+999999999-12-31",
        "+999999999-12-31T23:59:59Z"
      })
  void whatIsNeitherDateNorTimeWithOffsetIsNotGuessedAt(String text) {
    NeededBy read = NeededBy.read(text);

    assertThat(read).isEqualTo(new NeededBy.Unreadable());
    assertThat(read.faultAt(Instant.EPOCH)).contains(NeededBy.Fault.UNREADABLE);
  }

  @Test
  void nothingSaidIsNoDateAndNoFault() {
    assertThat(NeededBy.read(null)).isEqualTo(new NeededBy.NoDate());
    assertThat(NeededBy.read(null).faultAt(Instant.MAX)).isEmpty();
  }

  @Test
  void aDayHasPassedWhenItHasEndedInSweden() {
    NeededBy today = NeededBy.read("2026-12-05");

    assertThat(today.faultAt(Instant.parse("2026-12-05T22:59:59.999Z"))).isEmpty();
    assertThat(today.faultAt(Instant.parse("2026-12-05T23:00:00Z")))
        .contains(NeededBy.Fault.PASSED);
  }
}
