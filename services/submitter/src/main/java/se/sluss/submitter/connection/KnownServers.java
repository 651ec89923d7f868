package se.sluss.submitter.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.ConnectionServerCertificateChanged;
import se.sluss.model.event.ConnectionServerCertificateChanged.ServerCertificate;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.certificate.CertificateFacts;
import se.sluss.submitter.ops.Names;

/**
 * Notices when the authority's side shows another certificate than before. It was found valid for
 * the connection, so the lane goes on; people are told, once for each change, back to an older one
 * too, and each vendor whose documents go over the connection.
 */
@ApplicationScoped
public class KnownServers {
  private static final Logger LOG = Logger.getLogger(KnownServers.class);

  private final ServerCertificates certificates;
  private final Connections connections;
  private final Loans loans;
  private final Outbox outbox;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Counter changed;
  private final Map<ConnectionId, X509Certificate> last = new ConcurrentHashMap<>();

  public KnownServers(
      ServerCertificates certificates,
      Connections connections,
      Loans loans,
      Outbox outbox,
      Transactions transactions,
      InstantSource clock,
      MeterRegistry meters) {
    this.certificates = certificates;
    this.connections = connections;
    this.loans = loans;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
    this.changed = meters.counter(Names.SERVER_CERTIFICATES_CHANGED);
  }

  /** Called with each connection that is opened; never throws. */
  public void seen(ConnectionId connection, X509Certificate server) {
    if (server.equals(last.get(connection))) {
      return;
    }
    CertificateFacts facts = CertificateFacts.of(server);
    try {
      if (transactions.asSystem(() -> keep(connection, facts))) {
        changed.increment();
        LOG.warnf(
            "The authority shows another certificate connectionId=%s fingerprint=%s endsAt=%s",
            connection, facts.fingerprint(), facts.notAfter());
      }
      last.put(connection, server);
    } catch (RuntimeException e) {
      LOG.warnf(e, "A server's certificate was not noted connectionId=%s", connection);
    }
  }

  /** Several replicas may see it at the same time; the row says who was first. */
  private boolean keep(ConnectionId id, CertificateFacts facts) {
    Optional<CertificateFacts> before = certificates.keep(id, facts);
    before.ifPresent(known -> tell(connections.find(id).orElseThrow(), facts, known));
    return before.isPresent();
  }

  private void tell(Connection connection, CertificateFacts facts, CertificateFacts before) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Stream.concat(
            Stream.of(connection.vendor()),
            loans.of(connection.id()).stream().filter(Loans.Loan::inForce).map(Loans.Loan::vendor))
        .map(
            vendor ->
                new ConnectionServerCertificateChanged(
                    connection.id(),
                    vendor,
                    connection.service(),
                    connection.mode(),
                    told(facts),
                    told(before),
                    now))
        .forEach(outbox::append);
  }

  private static ServerCertificate told(CertificateFacts facts) {
    return new ServerCertificate(
        facts.fingerprint(), facts.subject(), facts.issuer(), facts.notBefore(), facts.notAfter());
  }
}
