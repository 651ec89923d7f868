package se.sluss.submitter.changeover;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.ConnectionCertificateExpiring;
import se.sluss.model.event.ConnectionCertificateExpiring.Purpose;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** Tells vendors in time that their certificates end, once for each of the days before it. */
@ApplicationScoped
public class WarnOfExpiry {
  private static final Logger LOG = Logger.getLogger(WarnOfExpiry.class);

  private final Expiries expiries;
  private final Outbox outbox;
  private final Transactions transactions;
  private final InstantSource clock;

  public WarnOfExpiry(
      Expiries expiries, Outbox outbox, Transactions transactions, InstantSource clock) {
    this.expiries = expiries;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** One round; what is in force, for measuring. */
  public List<Expiring> round() {
    Instant now = clock.instant();
    List<Expiring> all = transactions.asSystem(expiries::all);
    for (Expiring one : all) {
      one.toTell(now).ifPresent(days -> transactions.asSystem(() -> tell(one, days, now)));
    }
    return all;
  }

  /** Several replicas may come at the same time; the row says who was first. */
  private void tell(Expiring one, int days, Instant now) {
    if (!expiries.told(one.certificate(), days)) {
      return;
    }
    concerned(one)
        .forEach(
            (vendor, tenants) ->
                outbox.append(
                    new ConnectionCertificateExpiring(
                        one.connection(),
                        vendor,
                        one.service(),
                        one.mode(),
                        Purpose.valueOf(one.purpose().name()),
                        one.notAfter(),
                        one.wholeDaysLeft(now),
                        one.next(),
                        tenants,
                        now.truncatedTo(ChronoUnit.MILLIS))));
    LOG.warnf(
        "A certificate ends soon connectionId=%s certificateId=%s endsAt=%s days=%d next=%s",
        one.connection(), one.certificate(), one.notAfter(), one.wholeDaysLeft(now), one.next());
  }

  /**
   * Each vendor whose documents go over the connection, with its own tenants that would go silent.
   * Without a certificate for signing nobody does, and it is the owner's alone.
   */
  private Map<VendorId, List<TenantId>> concerned(Expiring one) {
    return switch (one.purpose()) {
      case TLS -> expiries.tenants(one.connection());
      case SIGNING -> Map.of(one.vendor(), List.of());
    };
  }
}
