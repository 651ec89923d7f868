package se.sluss.signing.bankid;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/**
 * Takes no client's certificate, and says so in the handshake. It stays until the client has gone:
 * over TLS 1.3 a client learns of the refusal only after it has written its request, and a
 * connection that is closed before that may end as a broken one, without a reason.
 */
final class RefusingDoor implements AutoCloseable {
  private final ServerSocket door;
  private final SSLContext context;

  RefusingDoor(SSLContext context) throws IOException {
    this.context = context;
    this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::turnAway);
  }

  String url() {
    return "https://localhost:" + door.getLocalPort() + "/rp/v6.0";
  }

  private void turnAway() {
    try {
      while (true) {
        try (Socket line = door.accept()) {
          refuse(line);
        }
      }
    } catch (IOException e) {
      if (!door.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void refuse(Socket line) throws IOException {
    try (var tls = (SSLSocket) context.getSocketFactory().createSocket(line, null, false)) {
      tls.setNeedClientAuth(true);
      tls.startHandshake();
      throw new IllegalStateException("The certificate was taken");
    } catch (SSLHandshakeException _) {
      line.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
