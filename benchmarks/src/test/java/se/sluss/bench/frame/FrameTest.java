package se.sluss.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTest {
  @TempDir private Path folder;

  private record Fixed(String name, List<Figure> figures) implements Phase {
    @Override
    public String about() {
      return "measures nothing";
    }

    @Override
    public List<Figure> run(Settings settings) {
      if (figures.isEmpty()) {
        throw new IllegalStateException("nothing to tell");
      }
      return figures;
    }
  }

  @Test
  void aFigureStandsToItsFloorAndItsAim() {
    Target much = Target.atLeast(0.95, 0.99);
    Target few = Target.atMost(3, 1);

    assertThat(much.judge(0.99)).isEqualTo(Verdict.AIM_MET);
    assertThat(much.judge(0.95)).isEqualTo(Verdict.FLOOR_MET);
    assertThat(much.judge(0.94)).isEqualTo(Verdict.MISSED);
    assertThat(few.judge(1)).isEqualTo(Verdict.AIM_MET);
    assertThat(few.judge(3)).isEqualTo(Verdict.FLOOR_MET);
    assertThat(few.judge(4)).isEqualTo(Verdict.MISSED);
    assertThat(few.judge(Double.NaN)).isEqualTo(Verdict.MISSED);
  }

  @Test
  void aPhaseThatFailsIsToldAndTheNextGoesOn() throws Exception {
    Figure use = Figure.of("use", 0.97, "", Target.atLeast(0.95, 0.99)).noting("three replicas");

    Report report =
        Run.of(
            "trial",
            List.of(new Fixed("broken", List.of()), new Fixed("sound", List.of(use))),
            settings());

    assertThat(report.good()).isFalse();
    assertThat(report.table())
        .contains(
            "seed       7", "FAILED", "nothing to tell", "0.97", "floor met", "three replicas");
    assertThat(Files.readString(report.write(folder))).contains("* seed: 7", "| use | 0.97");
  }

  private Settings settings() {
    return new Settings(
        7,
        OptionalLong.empty(),
        OptionalInt.empty(),
        Duration.ofSeconds(2),
        Duration.ofMinutes(1),
        folder,
        folder,
        line -> {});
  }
}
