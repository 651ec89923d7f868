package se.sluss.simulator.sink;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The whole sink, listening on loopback from construction to {@link #close}. */
public final class WebhookSink implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SinkPki pki;
  private final HttpsServer hooks;
  private final HttpServer control;

  /**
   * Starts. Ports of 0 are replaced by free ones.
   *
   * @param folder of the keys; made when missing
   * @param host the name in the certificate, which need not resolve to anything
   */
  public WebhookSink(int port, int controlPort, Path folder, String host, InstantSource clock)
      throws IOException, GeneralSecurityException {
    pki = SinkPki.in(folder, host);
    SignatureJudge judge = new SignatureJudge();
    Book book = new Book();
    hooks = HttpsServer.create(loopback(port), 0);
    hooks.setHttpsConfigurator(new HttpsConfigurator(pki.serverContext()));
    hooks.createContext("/", new HookHandler(judge, book, clock));
    control = HttpServer.create(loopback(controlPort), 0);
    control.createContext("/", new ControlApi(judge, book));
    for (HttpServer server : new HttpServer[] {hooks, control}) {
      server.setExecutor(threads);
      server.start();
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public int port() {
    return hooks.getAddress().getPort();
  }

  public int controlPort() {
    return control.getAddress().getPort();
  }

  /** The issuer of the certificate, which senders must trust. */
  public X509Certificate authority() {
    return pki.authority();
  }

  @Override
  public void close() {
    hooks.stop(0);
    control.stop(0);
    threads.shutdownNow();
  }
}
