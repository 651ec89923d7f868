package se.sluss.submitter.archive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import se.sluss.submitter.delivery.RawAnswer.Header;

/** HTTP headers as the lines that they came in. */
final class HeaderLines {
  private static final String BETWEEN = ": ";

  private HeaderLines() {}

  static byte[] write(List<Header> headers) {
    return headers.stream()
        .map(header -> header.name() + BETWEEN + header.value())
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  static List<Header> read(byte[] lines) {
    return new String(lines, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(BETWEEN, 2))
        .map(parts -> new Header(parts[0], parts.length > 1 ? parts[1] : ""))
        .toList();
  }
}
