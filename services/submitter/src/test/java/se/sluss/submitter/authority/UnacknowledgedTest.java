package se.sluss.submitter.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.testsupport.Eventually;

/** Rows as Linux writes them on a processor that keeps the low byte first. */
class UnacknowledgedTest {
  private static final String V4 =
      "  7: 6C02000A:C350 07CB000A:01BB 01 %s:00000000 01:00000016 00000001     0        0 4711 3 0";
  private static final String V6 =
      "  7: 0000000000000000FFFF00006C02000A:C350 0000000000000000FFFF000007CB000A:01BB 01 %s:00000000"
          + " 01:00000016 00000001     0        0 4711 3 0";

  @ParameterizedTest
  @CsvSource({"00000A1C, true", "00000001, true", "00000000, false"})
  void bytesThatNobodyAcknowledged(String queued, boolean told) throws IOException {
    Socket socket = socket("10.0.2.108", 50_000, "10.0.203.7", 443);

    assertThat(Unacknowledged.isOf(socket, V4.formatted(queued))).isEqualTo(told);
    assertThat(Unacknowledged.isOf(socket, V6.formatted(queued))).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.2.109, 50000, 10.0.203.7, 443",
    "10.0.2.108, 50001, 10.0.203.7, 443",
    "10.0.2.108, 50000, 10.0.203.8, 443",
    "10.0.2.108, 50000, 10.0.203.7, 444"
  })
  void anothersRowSaysNothing(String local, int localPort, String remote, int port)
      throws IOException {
    assertThat(
            Unacknowledged.isOf(socket(local, localPort, remote, port), V4.formatted("00000A1C")))
        .isFalse();
  }

  @Test
  void anAddressThatHasNoOlderForm() throws IOException {
    String row =
        "  0: B80D0120000000000000000001000000:C350 B80D0120000000000000000002000000:01BB 01"
            + " 00000001:00000000 01:00000016 00000002     0        0 1 3 0";

    assertThat(Unacknowledged.isOf(socket("2001:db8::1", 50_000, "2001:db8::2", 443), row))
        .isTrue();
  }

  @Test
  void ofARealSocketWhatItsPeerHasNotTaken() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket peer = server.accept()) {
      assertThat(new Unacknowledged().has(socket)).isFalse();

      // More than the two hosts' buffers take.
      Thread.ofVirtual().start(() -> write(socket));
      Eventually.holds(() -> assertThat(new Unacknowledged().has(socket)).isTrue());
      assertThat(new Unacknowledged().has(peer)).isFalse();
      socket.close();
    }
  }

  private static void write(Socket socket) {
    try {
      socket.getOutputStream().write(new byte[64 * 1024 * 1024]);
    } catch (IOException e) {
      assertThat(socket.isClosed()).isTrue();
    }
  }

  @Test
  void ofASocketThatIsNotConnectedNothingIsTold() throws IOException {
    try (Socket socket = new Socket()) {
      assertThat(new Unacknowledged().has(socket)).isFalse();
    }
    assertThat(Unacknowledged.isOf(new Socket(), "what a later kernel may say")).isFalse();
  }

  private static Socket socket(String local, int localPort, String remote, int port)
      throws IOException {
    InetAddress here = InetAddress.getByName(local);
    InetAddress there = InetAddress.getByName(remote);
    return new Socket() {
      @Override
      public InetAddress getLocalAddress() {
        return here;
      }

      @Override
      public int getLocalPort() {
        return localPort;
      }

      @Override
      public InetAddress getInetAddress() {
        return there;
      }

      @Override
      public int getPort() {
        return port;
      }
    };
  }
}
