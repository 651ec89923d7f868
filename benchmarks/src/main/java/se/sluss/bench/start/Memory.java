package se.sluss.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import se.sluss.launcher.suite.Component;
import se.sluss.launcher.suite.Suite;

/** Memory that processes take for themselves, with their share of what they share (PSS). */
final class Memory {
  private static final double KIB_PER_MB = 1024;

  private Memory() {}

  /** Of every process of the suite, in MiB; NaN where the system does not tell. */
  static double of(Suite suite) {
    return suite.components().stream().mapToDouble(Memory::of).sum();
  }

  /** Of a component with the processes that it started, in MiB. */
  static double of(Component component) {
    return ProcessHandle.of(component.pid())
        .map(
            process ->
                Stream.concat(Stream.of(process), process.descendants())
                    .mapToDouble(one -> pss(one.pid()))
                    .sum())
        .orElse(Double.NaN);
  }

  private static double pss(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB_PER_MB)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      // Postgres' helpers come and go; one that went meanwhile takes nothing.
      return ProcessHandle.of(pid).isPresent() ? Double.NaN : 0;
    }
  }
}
