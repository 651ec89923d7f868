package se.sluss.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuePlaceTest {
  private static final Instant TOLD = Instant.parse("2026-11-28T10:00:00Z");
  private static final QueuePlace TWO_HUNDREDTH =
      new QueuePlace(200, TOLD.plusSeconds(200), TOLD, Optional.of(7L), Optional.of("PAUSED"));

  /** Once a minute has passed since its turn, in which it would have been told anew. */
  @ParameterizedTest
  @CsvSource({"0,", "199,", "260,", "261, LATE", "90000, LATE"})
  void placeWhoseTurnHasPassedIsLate(long secondsLater, String standing) {
    assertThat(TWO_HUNDREDTH.seenAt(TOLD.plusSeconds(secondsLater), Optional.empty()))
        .isEqualTo(
            new QueuePlace(
                200, TOLD.plusSeconds(200), TOLD, Optional.of(7L), Optional.ofNullable(standing)));
  }

  @Test
  void laneThatStandsStillIsWhyItIsLate() {
    assertThat(TWO_HUNDREDTH.seenAt(TOLD.plusSeconds(900), Optional.of("STOPPED")).standsStill())
        .contains("STOPPED");
  }
}
