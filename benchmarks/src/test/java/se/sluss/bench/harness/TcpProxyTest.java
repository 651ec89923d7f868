package se.sluss.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.bench.harness.TcpProxy.Mode;
import se.sluss.bench.harness.TcpProxy.Way;

class TcpProxyTest {
  private ServerSocket server;
  private TcpProxy proxy;
  private Socket client;
  private Socket inner;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    proxy = new TcpProxy(server.getLocalPort(), 1);
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    inner = server.accept();
    client.setSoTimeout(200);
    inner.setSoTimeout(200);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    inner.close();
    proxy.close();
    server.close();
  }

  @Test
  void bytesPassBothWays() throws IOException {
    client.setSoTimeout(20_000);
    inner.setSoTimeout(20_000);
    client.getOutputStream().write(1);
    inner.getOutputStream().write(2);

    assertThat(inner.getInputStream().read()).isEqualTo(1);
    assertThat(client.getInputStream().read()).isEqualTo(2);
    assertThat(proxy.lastSender()).isEqualTo(client.getLocalPort());
  }

  @Test
  void whatIsHeldComesWhenTheWayIsOpen() throws IOException {
    proxy.set(Way.OUT, Mode.HELD);
    client.getOutputStream().write(1);
    assertThatThrownBy(() -> inner.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);

    proxy.set(Way.OUT, Mode.OPEN);

    inner.setSoTimeout(20_000);
    assertThat(inner.getInputStream().read()).isEqualTo(1);
  }

  @Test
  void whatIsLostNeverComesAndItsConnectionIsReset() throws IOException {
    proxy.set(Way.OUT, Mode.LOST);
    client.getOutputStream().write(1);
    assertThatThrownBy(() -> inner.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);

    proxy.set(Way.OUT, Mode.OPEN);

    client.setSoTimeout(20_000);
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
  }

  @Test
  void anEndPassesThoughBytesAreHeld() throws IOException {
    proxy.set(Way.BACK, Mode.HELD);
    inner.getOutputStream().write(1);

    client.close();

    inner.setSoTimeout(20_000);
    await().atMost(Duration.ofSeconds(20)).until(this::innerIsOver);
  }

  private boolean innerIsOver() {
    try {
      return inner.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void theSocketTableKnowsWhoHoldsAConnection() {
    assertThat(SocketTable.inodesOfLocalPort(client.getLocalPort()))
        .allMatch(inode -> inode.matches("socket:\\[\\d+]"));
  }
}
