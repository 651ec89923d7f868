package se.sluss.submitter.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How many TCP segments this host (or its network namespace) had to send again, as Linux counts
 * them. Where that is not told, the count stays zero and nothing is concluded from it.
 */
final class Retransmissions {
  private static final Path COUNTERS = Path.of("/proc/self/net/snmp");
  private static final String NAME = "RetransSegs";

  private Retransmissions() {}

  static long count() {
    try {
      return read(Files.readAllLines(COUNTERS));
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** The counter in the pair of "Tcp:" lines, names above values; 0 when it is not there. */
  static long read(List<String> lines) {
    List<String> tcp = lines.stream().filter(line -> line.startsWith("Tcp:")).toList();
    if (tcp.size() < 2) {
      return 0;
    }
    List<String> names = List.of(tcp.get(0).split(" "));
    String[] values = tcp.get(1).split(" ");
    int at = names.indexOf(NAME);
    return at < 0 || at >= values.length ? 0 : Long.parseLong(values[at]);
  }
}
