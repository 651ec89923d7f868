package se.sluss.launcher.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program that stands for Maven, and judges a module by its summary as failsafe does. */
class TestRunTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      [ ! -e module/target/failsafe-reports/failsafe-summary.xml ] || exit 1
      mkdir -p module/target/surefire-reports
      echo '<testsuite tests="2" failures="0" errors="0" skipped="0"/>' \
        >module/target/surefire-reports/TEST-Own.xml
      """;

  @TempDir Path tree;
  private Path maven;

  @BeforeEach
  void standIn() throws IOException {
    maven = Files.writeString(tree.resolve("mvn"), MAVEN);
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aFailureOfAnEarlierRunDoesNotFailThisOne() throws Exception {
    Path summary = tree.resolve("module/target/failsafe-reports/failsafe-summary.xml");
    Files.createDirectories(summary.getParent());
    Files.writeString(summary, "<failsafe-summary result='255'/>");

    TestRun.Result result = run();

    assertThat(result.built()).isTrue();
    assertThat(result.sum()).hasToString("2 passed, 0 failed, 0 skipped");
  }

  @Test
  void whatLiesAmongSourcesStays() throws Exception {
    Path example = tree.resolve("module/src/test/resources/failsafe-reports/failsafe-summary.xml");
    Files.createDirectories(example.getParent());
    Files.writeString(example, "<failsafe-summary/>");

    run();

    assertThat(example).exists();
  }

  private TestRun.Result run() throws Exception {
    return new TestRun(tree, maven, false)
        .run(List.of(), tree.resolve("logs/test.log"), new PrintWriter(Writer.nullWriter()));
  }
}
