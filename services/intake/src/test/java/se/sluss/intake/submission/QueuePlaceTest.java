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
      new QueuePlace(200, TOLD.plusSeconds(200), TOLD, Optional.of(7L), Optional.empty());

  @ParameterizedTest
  @CsvSource({"-5, 200", "0, 200", "1, 199", "100, 100", "199, 1", "200, 1", "900, 1"})
  void placeGoesDownAsTheLaneGoesOn(long secondsLater, long position) {
    assertThat(TWO_HUNDREDTH.seenAt(TOLD.plusSeconds(secondsLater), Optional.empty()))
        .isEqualTo(
            new QueuePlace(
                position, TOLD.plusSeconds(200), TOLD, Optional.of(7L), Optional.empty()));
  }

  @Test
  void placeStaysWhileTheLaneStandsStill() {
    QueuePlace seen = TWO_HUNDREDTH.seenAt(TOLD.plusSeconds(100), Optional.of("PAUSED"));

    assertThat(seen.position()).isEqualTo(200);
    assertThat(seen.standsStill()).contains("PAUSED");
  }

  @Test
  void placeThatWasToldAtItsTurnIsTheFirstAfterwards() {
    var atOnce = new QueuePlace(3, TOLD, TOLD, Optional.empty(), Optional.empty());

    assertThat(atOnce.seenAt(TOLD, Optional.empty()).position()).isEqualTo(3);
    assertThat(atOnce.seenAt(TOLD.plusMillis(1), Optional.empty()).position()).isEqualTo(1);
  }
}
