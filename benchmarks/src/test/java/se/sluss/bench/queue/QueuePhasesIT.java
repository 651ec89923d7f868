package se.sluss.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;

/** That the phases go with the submitter's schema as it is now, each with a few calls. */
class QueuePhasesIT {
  @TempDir Path work;

  @Test
  void turnsAreTakenInTheQueueOfNow() throws Exception {
    assertThat(figures(new FairTurns(), 200)).isNotEmpty().allMatch(Double::isFinite);
  }

  @Test
  void aCallIsMadeAndAnsweredInTheQueueOfNow() throws Exception {
    assertThat(figures(new CostOfCall(List.of(1, 3)), 20)).hasSize(2).allMatch(cost -> cost > 0);
  }

  private List<Double> figures(Phase phase, long slots) throws Exception {
    Settings shortly =
        new Settings(
            1,
            OptionalLong.of(slots),
            OptionalInt.empty(),
            Duration.ZERO,
            Duration.ZERO,
            Path.of(".."),
            work,
            line -> {});
    return phase.run(shortly).stream().map(Figure::value).toList();
  }
}
