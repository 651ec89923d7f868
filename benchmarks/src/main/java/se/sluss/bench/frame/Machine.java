package se.sluss.bench.frame;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import se.sluss.launcher.embedded.EmbeddedPostgres;

/** What figures depend on beside the code: printed above every table. */
final class Machine {
  private static final double GIB = 1024.0 * 1024 * 1024;

  private Machine() {}

  /** Names and values, in the order in which they are shown. */
  static Map<String, String> describe(Path checkout) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("commit", git(checkout));
    facts.put("machine", "%d cores, %s".formatted(cores(), processor()));
    facts.put("memory", "%.1f GiB".formatted(memory() / GIB));
    facts.put(
        "system",
        "%s %s, load %.2f at the start"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    facts.put("Java", Runtime.version().toString());
    facts.put("Postgres", EmbeddedPostgres.version() + ", fsync and synchronous_commit on");
    facts.put("Kafka", AppInfoParser.getVersion() + ", one broker");
    return facts;
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static double memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Double.NaN;
  }

  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (Files.isReadable(file)) {
      try (Stream<String> lines = Files.lines(file)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException e) {
        return System.getProperty("os.arch");
      }
    }
    return System.getProperty("os.arch");
  }

  private static String git(Path checkout) {
    try {
      Process process =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
              .directory(checkout.toFile())
              .redirectErrorStream(true)
              .start();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? text : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
