package se.sluss.bench.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import se.sluss.launcher.suite.Addresses;

/** Posts the same body to the sink over and over, unsigned and unrecorded. */
final class BareClient {
  private final SSLSocketFactory sockets;
  private final int port;

  BareClient(Path authority, int port) throws IOException {
    this.port = port;
    try (InputStream pem = Files.newInputStream(authority)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "sink", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      this.sockets = context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /**
   * Posts by so many workers for a while.
   *
   * @param keep whether a worker keeps its connection
   * @return how many were answered in a second
   */
  double perSecond(int workers, Duration time, boolean keep) throws IOException {
    AtomicLong answered = new AtomicLong();
    AtomicReference<Exception> fault = new AtomicReference<>();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < workers; i++) {
        threads.execute(
            () -> {
              try {
                while (System.nanoTime() < end && fault.get() == null) {
                  posts(end, keep, answered);
                }
              } catch (IOException | HttpException e) {
                fault.set(e);
              }
            });
      }
    }
    if (fault.get() != null) {
      throw new IOException("The sink does not answer", fault.get());
    }
    return answered.get() / ((System.nanoTime() - begin) / 1e9);
  }

  private void posts(long end, boolean keep, AtomicLong answered)
      throws IOException, HttpException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    try (DefaultBHttpClientConnection connection =
        new DefaultBHttpClientConnection(Http1Config.DEFAULT)) {
      connection.bind(sockets.createSocket(plain, Addresses.SINK_HOST, port, true));
      do {
        BasicClassicHttpRequest request = new BasicClassicHttpRequest("POST", "/hooks/bare");
        request.addHeader("Host", Addresses.SINK_HOST + ":" + port);
        request.addHeader("Content-Type", "application/json");
        request.addHeader("Content-Length", Integer.toString(Backlog.BODY.length));
        request.setEntity(new ByteArrayEntity(Backlog.BODY, null));
        connection.sendRequestHeader(request);
        connection.sendRequestEntity(request);
        connection.flush();
        try (ClassicHttpResponse response = connection.receiveResponseHeader()) {
          if (response.getCode() != 204) {
            connection.receiveResponseEntity(response);
            EntityUtils.consume(response.getEntity());
            throw new IOException("The sink answered " + response.getCode());
          }
        }
        answered.incrementAndGet();
      } while (keep && System.nanoTime() < end);
    }
  }
}
