package se.sluss.submitter.authority;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.jboss.logging.Logger;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.Service;
import se.sluss.submitter.delivery.AuthorityGateway.Opening;
import se.sluss.submitter.delivery.AuthorityGateway.Standing;
import se.sluss.submitter.delivery.Cause;

/** Opens lines: a socket of their own each, TLS 1.2 or 1.3, the host's name checked. */
@ApplicationScoped
class LineOpener {
  private static final Logger LOG = Logger.getLogger(LineOpener.class);
  private static final int HTTPS_PORT = 443;
  private static final Http1Config HTTP =
      Http1Config.custom()
          .setBufferSize(64 * 1024)
          .setMaxLineLength(8192)
          .setMaxHeaderCount(100)
          .build();

  private final AnswerReader answers;
  private final TransportConfig config;
  private final CallWatch watch =
      CallWatch.by(
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("call-watchdog").factory()));

  /**
   * Where a connection leads and how it shows itself there.
   *
   * @param identity the certificate that it shows
   * @param tls a new one for each line, so that each looks at the other side's certificate
   */
  record Door(CertificateId identity, URI address, Service service, Supplier<SSLContext> tls) {}

  LineOpener(AnswerReader answers, TransportConfig config) {
    this.answers = answers;
    this.config = config;
  }

  Opening open(Door door) {
    return open(door, config.settle());
  }

  /**
   * Opens a line.
   *
   * @param settle how long it is listened to for a late refusal
   */
  Opening open(Door door, Duration settle) {
    GatedSocket plain = new GatedSocket();
    try {
      HttpLine line = connect(door, plain);
      // With TLS 1.3 the other side judges our certificate after our handshake is over.
      Standing standing = line.standing(settle);
      return switch (standing) {
        case Standing.Usable _ -> new Opening.Opened(line);
        case Standing.Gone _ -> {
          line.close();
          yield new Opening.Failed(Cause.NOT_CONNECTED);
        }
        case Standing.Refused(var cause) -> {
          line.close();
          yield new Opening.Refused(cause);
        }
      };
    } catch (IOException e) {
      close(plain);
      return notOpened(door, e);
    }
  }

  private static Opening notOpened(Door door, IOException fault) {
    LOG.debugf(
        "The authority could not be reached host=%s fault=%s",
        door.address().getHost(), fault.getClass().getSimpleName());
    if (TlsFaults.isTooOld(fault)) {
      return new Opening.Refused(Cause.SERVER_TLS_TOO_OLD);
    }
    if (TlsFaults.alert(fault).isPresent()) {
      return new Opening.Refused(Cause.TLS_ALERT);
    }
    return TlsFaults.distrust(fault)
        .<Opening>map(Opening.Refused::new)
        .orElseGet(() -> new Opening.Failed(Cause.NOT_CONNECTED));
  }

  private HttpLine connect(Door door, GatedSocket plain) throws IOException {
    int timeout = Math.toIntExact(config.connectTimeout().toMillis());
    String host = door.address().getHost();
    int port = door.address().getPort() < 0 ? HTTPS_PORT : door.address().getPort();
    plain.setTcpNoDelay(true);
    plain.connect(new InetSocketAddress(host, port), timeout);
    plain.setSoTimeout(timeout);
    SSLSocket secure =
        (SSLSocket) door.tls().get().getSocketFactory().createSocket(plain, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    secure.setSoTimeout(Math.toIntExact(config.readTimeout().toMillis()));
    DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(HTTP);
    http.bind(secure);
    return new HttpLine(http, secure, plain, door, config.readTimeout(), answers, watch);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debugf("A socket was not closed fault=%s", e.getClass().getSimpleName());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    watch.threads().shutdownNow();
  }
}
