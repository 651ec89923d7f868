package se.sluss.launcher.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MavenProgressTest {
  private final MavenProgress progress = new MavenProgress();

  @Test
  void aModuleIsShownWithItsPlace() {
    assertThat(
            progress.of("[INFO] Building Sluss shared model 0.1.0-SNAPSHOT               [5/13]"))
        .contains("[5/13] Sluss shared model");
  }

  @Test
  void aFailedClassIsShownAsSuch() {
    assertThat(
            progress.of(
                "[ERROR] Tests run: 4, Failures: 1, Errors: 1, Skipped: 1, Time elapsed: 0.08 s"
                    + " <<< FAILURE! -- in se.sluss.launcher.process.PortsTest"))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .contains("1 passed", "2 FAILED", "1 skipped", "PortsTest")
                    .doesNotContain("se.sluss"));
  }

  @Test
  void ordinaryLinesAreNotShown() {
    assertThat(progress.of("[INFO] --- surefire:3.5.4:test (default-test) @ launcher ---"))
        .isEmpty();
    assertThat(progress.of("2026-11-22 INFO started")).isEmpty();
  }

  @Test
  void aFloodOfErrorsIsCut() {
    long shown =
        IntStream.range(0, 1_000).filter(i -> progress.of("[ERROR] no. " + i).isPresent()).count();

    assertThat(shown).isEqualTo(60);
  }
}
