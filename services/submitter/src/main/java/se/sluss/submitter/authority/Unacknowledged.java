package se.sluss.submitter.authority;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether bytes that were written to a socket are not acknowledged by the other side: the host
 * keeps them, and sends them again and again. From Linux' table of TCP sockets, which takes
 * milliseconds to make; where it is not told, nothing is concluded. Used by one thread.
 */
final class Unacknowledged {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int QUEUES = 4;
  private static final int HEX = 16;
  private static final int WORD_DIGITS = 8;

  /** When all ways lose at once, all are looked up in one table. */
  private static final Duration GOOD_FOR = Duration.ofMillis(50);

  private List<String> table = List.of();
  private long goodUntil = System.nanoTime();

  /**
   * Answers false of a socket that is closed or never was connected. Bytes that were acknowledged a
   * moment ago may be told as not.
   */
  boolean has(Socket socket) {
    if (System.nanoTime() - goodUntil >= 0) {
      table = TABLES.stream().flatMap(Unacknowledged::rows).toList();
      goodUntil = System.nanoTime() + GOOD_FOR.toNanos();
    }
    return table.stream().anyMatch(row -> isOf(socket, row));
  }

  private static Stream<String> rows(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /** Whether this row of the table is the socket's, and tells of such bytes. */
  static boolean isOf(Socket socket, String row) {
    String[] columns = row.strip().split("\\s+");
    if (columns.length <= QUEUES) {
      return false;
    }
    return isEnd(columns[LOCAL], socket.getLocalAddress(), socket.getLocalPort())
        && isEnd(columns[REMOTE], socket.getInetAddress(), socket.getPort())
        && number(columns[QUEUES].split(":")[0]) > 0;
  }

  private static boolean isEnd(String told, InetAddress address, int port) {
    int colon = told.indexOf(':');
    return number(told.substring(colon + 1)) == port
        && address(told.substring(0, colon)).equals(address);
  }

  /** In words of four bytes, each as the processor keeps it. */
  private static InetAddress address(String digits) {
    ByteBuffer bytes = ByteBuffer.allocate(digits.length() / 2);
    for (int at = 0; at < digits.length(); at += WORD_DIGITS) {
      int word = HexFormat.fromHexDigits(digits, at, at + WORD_DIGITS);
      bytes.putInt(
          ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word);
    }
    try {
      return InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("An address of " + digits.length() + " digits", e);
    }
  }

  private static long number(String digits) {
    return Long.parseLong(digits, HEX);
  }
}
