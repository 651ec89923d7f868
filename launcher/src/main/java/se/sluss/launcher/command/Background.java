package se.sluss.launcher.command;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.Sluss;
import se.sluss.launcher.process.HostSystem;
import se.sluss.launcher.process.JavaProgram;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.RunningSuite;

/** A supervisor that outlives this program. */
final class Background {
  private Background() {}

  /**
   * Starts {@code up} in the background and waits until all is ready.
   *
   * @throws PlainFailure with the last line that it wrote, when it ends instead
   */
  static RunningSuite start(Layout layout, boolean fresh, List<String> flags, PrintWriter out) {
    var program = new ArrayList<>(List.of(Sluss.class.getName(), "up"));
    if (fresh) {
      program.add("--fresh");
    }
    program.addAll(flags);
    var command = new ArrayList<>(HostSystem.ownSession());
    command.addAll(JavaProgram.command(JavaProgram.small(16, 160), program));
    Path log = layout.log("supervisor");
    try {
      Files.createDirectories(layout.logs());
      var builder = new ProcessBuilder(command);
      builder.environment().put("CLASSPATH", JavaProgram.ownClassPath());
      Process supervisor =
          builder
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return await(supervisor, layout, log, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its steps; not the table at the end, which the caller shows. */
  private static int tellProgress(Path log, int told, PrintWriter out) throws IOException {
    List<String> lines = Files.readAllLines(log);
    lines.stream().skip(told).filter(line -> line.endsWith(" ...")).forEach(out::println);
    out.flush();
    return lines.size();
  }

  private static RunningSuite await(Process supervisor, Layout layout, Path log, PrintWriter out)
      throws IOException {
    out.println("Starting in the background ...");
    out.flush();
    int told = 0;
    while (supervisor.isAlive()) {
      told = tellProgress(log, told, out);
      Optional<RunningSuite> running = RunningSuite.find(layout);
      if (running.isPresent() && running.get().supervisor() == supervisor.pid()) {
        return running.get();
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        supervisor.destroy();
        throw new PlainFailure("Interrupted.", e);
      }
    }
    List<String> lines = Files.readAllLines(log);
    throw new PlainFailure(
        lines.isEmpty() ? "It ended at once; its log is " + log : lines.getLast());
  }
}
