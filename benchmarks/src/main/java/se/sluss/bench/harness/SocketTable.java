package se.sluss.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kernel's table of TCP sockets, on Linux. */
final class SocketTable {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final int LOCAL_ADDRESS = 1;
  private static final int INODE = 9;

  private SocketTable() {}

  /** How open files of sockets with that local port are named; empty where there is no table. */
  static Set<String> inodesOfLocalPort(int port) {
    String ending = String.format(Locale.ROOT, ":%04X", port);
    return TABLES.stream()
        .flatMap(SocketTable::lines)
        .map(line -> line.strip().split("\\s+"))
        .filter(cells -> cells.length > INODE && cells[LOCAL_ADDRESS].endsWith(ending))
        .map(cells -> "socket:[" + cells[INODE] + "]")
        .collect(Collectors.toSet());
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
