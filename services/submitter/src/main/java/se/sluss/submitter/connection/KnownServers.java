package se.sluss.submitter.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.certificate.CertificateFacts;
import se.sluss.submitter.connection.ServerCertificates.Sight;
import se.sluss.submitter.ops.Names;

/**
 * Notices when the authority's side shows another certificate than before. It was found valid for
 * the connection, so the lane goes on; people are told, once for each certificate.
 */
@ApplicationScoped
public class KnownServers {
  private static final Logger LOG = Logger.getLogger(KnownServers.class);

  private final ServerCertificates certificates;
  private final Transactions transactions;
  private final Counter changed;
  private final Map<ConnectionId, X509Certificate> last = new ConcurrentHashMap<>();

  public KnownServers(
      ServerCertificates certificates, Transactions transactions, MeterRegistry meters) {
    this.certificates = certificates;
    this.transactions = transactions;
    this.changed = meters.counter(Names.SERVER_CERTIFICATES_CHANGED);
  }

  /** Called with each connection that is opened; never throws. */
  public void seen(ConnectionId connection, X509Certificate server) {
    if (server.equals(last.get(connection))) {
      return;
    }
    CertificateFacts facts = CertificateFacts.of(server);
    try {
      if (transactions.asSystem(() -> certificates.keep(connection, facts)) == Sight.CHANGED) {
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
}
