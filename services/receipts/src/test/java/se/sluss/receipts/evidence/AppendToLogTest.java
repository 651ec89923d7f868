package se.sluss.receipts.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.Hash;
import se.sluss.evidence.log.TreeHead;

class AppendToLogTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00.123456Z");
  private static final Instant WHOLE = Instant.parse("2026-11-26T10:00:00.123Z");

  @Test
  void timeOfAHeadNeverGoesBack() {
    Instant ahead = WHOLE.plusSeconds(3600);
    Optional<TreeHead> newest = Optional.of(new TreeHead("log", 1, Hash.of(new byte[] {1}), ahead));

    assertThat(AppendToLog.timeAfter(newest, NOW)).isEqualTo(ahead);
    assertThat(AppendToLog.timeAfter(newest, NOW.plusSeconds(3601)))
        .isEqualTo(ahead.plusSeconds(1));
  }

  @Test
  void firstHeadHasTheClocksTimeInWholeMilliseconds() {
    assertThat(AppendToLog.timeAfter(Optional.empty(), NOW)).isEqualTo(WHOLE);
  }
}
