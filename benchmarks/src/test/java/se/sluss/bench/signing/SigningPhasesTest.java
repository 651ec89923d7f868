package se.sluss.bench.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Settings;
import se.sluss.simulator.bankid.signature.BankIdSignatures;

class SigningPhasesTest {
  @Test
  void packagesAreOnesThatHold() {
    Packages packages = new Packages(BankIdSignatures.inMemory(), 3, 1);

    for (int i = 0; i < 65; i++) {
      packages.verifyNext();
    }
  }

  @Test
  void eachFigureIsMeasured() throws Exception {
    assertThat(new PackagesVerified().run(shortly()))
        .hasSize(3)
        .extracting(Figure::value)
        .allMatch(value -> value > 0 && Double.isFinite(value));
  }

  @Test
  void bothSidesAreRunAndCounted() {
    int[] runs = new int[2];
    var both = new SideBySide(() -> runs[0]++, () -> runs[1]++);

    both.run(Duration.ofMillis(1));

    assertThat(List.of(runs[0], runs[1])).allMatch(times -> times > 0);
    assertThat(both.firstPerSecond()).isPositive();
    assertThat(both.secondPerSecond()).isPositive();
  }

  private static Settings shortly() {
    return new Settings(
        1,
        OptionalLong.empty(),
        OptionalInt.empty(),
        Duration.ZERO,
        Duration.ofMillis(1),
        Path.of("."),
        Path.of("."),
        line -> {});
  }
}
