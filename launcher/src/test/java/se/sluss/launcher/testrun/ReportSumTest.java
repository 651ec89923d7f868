package se.sluss.launcher.testrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSumTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path tree;

  @Test
  void unitAndIntegrationTestsOfAllModulesAreAddedUp() throws IOException {
    report("a/target/surefire-reports/TEST-A.xml", START, 5, 1, 1, 1);
    report("services/b/target/failsafe-reports/TEST-B.xml", START.plusSeconds(9), 3, 0, 0, 0);

    assertThat(ReportSum.of(tree, START)).hasToString("5 passed, 2 failed, 1 skipped");
  }

  @Test
  void anEarlierRunsReportDoesNotCount() throws IOException {
    report("a/target/surefire-reports/TEST-Gone.xml", START.minusSeconds(1), 7, 0, 0, 0);

    assertThat(ReportSum.of(tree, START).total()).isZero();
  }

  @Test
  void reportsAmongSourcesAreExamplesAndDoNotCount() throws IOException {
    report("a/src/test/resources/surefire-reports/TEST-Example.xml", START, 7, 0, 0, 0);

    assertThat(ReportSum.of(tree, START).total()).isZero();
  }

  @Test
  void aTornReportIsAnErrorAndNotAFewTestsLess() throws IOException {
    Path torn = tree.resolve("a/target/surefire-reports/TEST-Torn.xml");
    Files.createDirectories(torn.getParent());
    Files.writeString(torn, "<testsuite tests='3'");
    Files.setLastModifiedTime(torn, FileTime.from(START));

    assertThatThrownBy(() -> ReportSum.of(tree, START))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("TEST-Torn.xml");
  }

  @Test
  void successNeedsABuildAndAPassedTest() {
    assertThat(new TestRun.Result(new ReportSum(1, 0, 0), true).exitCode()).isZero();
    assertThat(new TestRun.Result(new ReportSum(1, 0, 0), false).exitCode()).isEqualTo(1);
    assertThat(new TestRun.Result(new ReportSum(1, 1, 0), true).exitCode()).isEqualTo(1);
    assertThat(new TestRun.Result(new ReportSum(0, 0, 4), true).exitCode()).isEqualTo(1);
    assertThat(new TestRun.Result(new ReportSum(0, 0, 0), true).exitCode()).isEqualTo(1);
  }

  private void report(
      String path, Instant written, int tests, int failures, int errors, int skipped)
      throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="x" tests="%d" failures="%d" errors="%d" skipped="%d">
          <testcase name="one"/>
        </testsuite>
        """
            .formatted(tests, failures, errors, skipped));
    Files.setLastModifiedTime(file, FileTime.from(written));
  }
}
