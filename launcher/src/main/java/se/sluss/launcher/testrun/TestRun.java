package se.sluss.launcher.testrun;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the tree and runs its tests. What earlier runs left does not count.
 *
 * @param checkout the tree
 * @param maven the program
 * @param compareFormatting only compare the formatting, as CI does, instead of applying it
 */
public record TestRun(Path checkout, Path maven, boolean compareFormatting) {
  /** The sum, and whether Maven was content. */
  public record Result(ReportSum sum, boolean built) {
    /** 0 when there were tests, all passed, and everything was built. */
    public int exitCode() {
      return built && sum.failed() == 0 && sum.passed() > 0 ? 0 : 1;
    }
  }

  /**
   * Runs, writing all that Maven says to the log and the gist of it to {@code out}.
   *
   * @throws IOException when Maven cannot be started or a report cannot be read
   */
  public Result run(List<String> filter, Path log, PrintWriter out)
      throws IOException, InterruptedException {
    Files.createDirectories(log.getParent());
    ReportFiles.forgetSummaries(checkout);
    // File systems keep times more coarsely than the clock tells them.
    Instant since = Instant.now().minus(Duration.ofSeconds(1));
    var command =
        new ArrayList<>(
            List.of(
                maven.toString(),
                "-B",
                "--no-transfer-progress",
                "-Dstyle.color=never",
                "--fail-at-end",
                "-Dspotless.goal=" + (compareFormatting ? "check" : "apply")));
    command.addAll(filter);
    command.add("verify");
    var builder = new ProcessBuilder(command).directory(checkout.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process =
        builder
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
    follow(process, log, out);
    boolean built = process.waitFor() == 0;
    return new Result(ReportSum.of(checkout, since), built);
  }

  private static void follow(Process process, Path log, PrintWriter out) throws IOException {
    var progress = new MavenProgress();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        PrintWriter all = new PrintWriter(Files.newBufferedWriter(log))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.println(line);
        progress
            .of(line)
            .ifPresent(
                shown -> {
                  out.println(shown);
                  out.flush();
                });
      }
    }
  }
}
