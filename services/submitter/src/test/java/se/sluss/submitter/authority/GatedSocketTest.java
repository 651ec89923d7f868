package se.sluss.submitter.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatedSocketTest {
  private static final int NOTHING_COMES_MILLIS = 100;
  private static final int SOMETHING_COMES_MILLIS = 10_000;

  private ServerSocket server;
  private GatedSocket socket;
  private Socket other;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    socket = new GatedSocket();
    socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
    other = server.accept();
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    other.close();
    server.close();
  }

  @Test
  void openGateLetsEverythingThroughAtOnce() throws IOException {
    write("handshake");

    assertThat(read("handshake".length())).isEqualTo("handshake");
  }

  @Test
  void shutGateHoldsBackUntilTheLastLookAtTheClockAllowsIt() throws IOException {
    AtomicLong asked = new AtomicLong();
    socket.shut();
    write("head ");
    write("body");
    socket.getOutputStream().write('!');
    assertNothingComes();
    long before = System.nanoTime();

    boolean left =
        socket.release(
            now -> {
              asked.set(now);
              return true;
            });

    assertThat(left).isTrue();
    assertThat(asked.get() - before).isNotNegative();
    assertThat(read("head body!".length())).isEqualTo("head body!");
  }

  @Test
  void whatARefusalSaidIsReadThoughTheRestOfTheHandshakeCannotBeWritten() throws IOException {
    write("certificate");
    other.getOutputStream().write("no".getBytes(StandardCharsets.US_ASCII));
    // With what it was sent still unread, it resets the connection.
    other.close();

    for (int i = 0; i < 10; i++) {
      write("finished");
    }

    assertThat(new String(socket.getInputStream().readNBytes(2), StandardCharsets.US_ASCII))
        .isEqualTo("no");
  }

  @Test
  void whatIsTooLateIsForgotten() throws IOException {
    socket.shut();
    write("too late");

    assertThat(socket.release(_ -> false)).isFalse();

    assertNothingComes();
  }

  @Test
  void shuttingAgainForgetsWhatWasHeld() throws IOException {
    socket.shut();
    write("first");
    socket.shut();
    write("second");

    assertThat(socket.release(_ -> true)).isTrue();

    assertThat(read("second".length())).isEqualTo("second");
    assertNothingComes();
  }

  @Test
  void breakOnTheWayIsTold() throws IOException {
    socket.shut();
    write("never");
    socket.close();

    assertThatThrownBy(() -> socket.release(_ -> true)).isInstanceOf(IOException.class);
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private String read(int length) throws IOException {
    other.setSoTimeout(SOMETHING_COMES_MILLIS);
    return new String(other.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
  }

  private void assertNothingComes() throws IOException {
    other.setSoTimeout(NOTHING_COMES_MILLIS);
    assertThatThrownBy(() -> other.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
  }
}
