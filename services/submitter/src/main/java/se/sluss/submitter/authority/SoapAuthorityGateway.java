package se.sluss.submitter.authority;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.util.Timeout;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Service;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.ConnectionSecrets;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.delivery.AuthorityGateway;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.SignedDocument;

/**
 * SOAP over HTTP/1.1 and mutual TLS. Each line has its own socket with its connection's own
 * certificate; nothing is pooled across connections, repeated or redirected.
 */
@ApplicationScoped
class SoapAuthorityGateway implements AuthorityGateway {
  private static final Logger LOG = Logger.getLogger(SoapAuthorityGateway.class);
  private static final int HTTPS_PORT = 443;
  private static final Http1Config HTTP =
      Http1Config.custom()
          .setBufferSize(64 * 1024)
          .setMaxLineLength(8192)
          .setMaxHeaderCount(100)
          .build();

  private final Connections connections;
  private final ConnectionSecrets secrets;
  private final Transactions transactions;
  private final SoapMessages messages;
  private final AnswerReader answers;
  private final TransportConfig config;
  private final Map<ConnectionId, Target> targets = new ConcurrentHashMap<>();
  private final ScheduledExecutorService watchdogs =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("call-watchdog").factory());

  private record Target(URI address, Service service, SSLContext tls) {}

  SoapAuthorityGateway(
      Connections connections,
      ConnectionSecrets secrets,
      Transactions transactions,
      SoapMessages messages,
      AnswerReader answers,
      TransportConfig config) {
    this.connections = connections;
    this.secrets = secrets;
    this.transactions = transactions;
    this.messages = messages;
    this.answers = answers;
    this.config = config;
  }

  @Override
  public Envelope prepare(SignedDocument document) {
    return messages.write(document);
  }

  @Override
  public Opening open(ConnectionId connection) {
    Target target = targets.computeIfAbsent(connection, this::load);
    Socket plain = new Socket();
    try {
      HttpLine line = connect(target, plain);
      return switch (line.standing(Timeout.of(config.settle()))) {
        case Standing.Usable _ -> new Opening.Opened(line);
        case Standing.Gone _ -> failed(line);
        case Standing.Refused(var cause) -> {
          line.close();
          yield new Opening.Refused(cause);
        }
      };
    } catch (IOException e) {
      close(plain);
      return notOpened(connection, e);
    }
  }

  private static Opening failed(HttpLine line) {
    line.close();
    return new Opening.Failed(Cause.NOT_CONNECTED);
  }

  private static Opening notOpened(ConnectionId connection, IOException fault) {
    LOG.warnf(
        "The authority could not be reached connectionId=%s fault=%s",
        connection, fault.getClass().getSimpleName());
    if (TlsFaults.alert(fault).isPresent()) {
      return new Opening.Refused(Cause.TLS_ALERT);
    }
    return TlsFaults.isDistrust(fault)
        ? new Opening.Refused(Cause.SERVER_NOT_TRUSTED)
        : new Opening.Failed(Cause.NOT_CONNECTED);
  }

  private HttpLine connect(Target target, Socket plain) throws IOException {
    int timeout = Math.toIntExact(config.connectTimeout().toMillis());
    String host = target.address().getHost();
    int port = target.address().getPort() < 0 ? HTTPS_PORT : target.address().getPort();
    plain.setTcpNoDelay(true);
    plain.connect(new InetSocketAddress(host, port), timeout);
    plain.setSoTimeout(timeout);
    SSLSocket secure =
        (SSLSocket) target.tls().getSocketFactory().createSocket(plain, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    secure.setSoTimeout(Math.toIntExact(config.readTimeout().toMillis()));
    DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(HTTP);
    http.bind(secure);
    return new HttpLine(
        http, plain, target.address(), target.service(), config.readTimeout(), answers, watchdogs);
  }

  private Target load(ConnectionId id) {
    Connection connection =
        transactions
            .asSystem(() -> connections.find(id))
            .orElseThrow(() -> new IllegalStateException("No connection " + id));
    return new Target(
        connection.address(), connection.service(), secrets.open(connection).context());
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debugf("A socket was not closed fault=%s", e.getClass().getSimpleName());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    watchdogs.shutdownNow();
  }
}
