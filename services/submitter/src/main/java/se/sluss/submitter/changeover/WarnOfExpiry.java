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
import se.sluss.submitter.certificate.CertificatePurpose;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Certificates.Planned;

/**
 * Tells vendors in time that their certificates end, once for each of the days before it, and when
 * the next one did not come into force on its date.
 */
@ApplicationScoped
public class WarnOfExpiry {
  private static final Logger LOG = Logger.getLogger(WarnOfExpiry.class);

  private final Expiries expiries;
  private final Certificates certificates;
  private final Outbox outbox;
  private final Transactions transactions;
  private final InstantSource clock;

  public WarnOfExpiry(
      Expiries expiries,
      Certificates certificates,
      Outbox outbox,
      Transactions transactions,
      InstantSource clock) {
    this.expiries = expiries;
    this.certificates = certificates;
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
    for (Planned missed : transactions.asSystem(certificates::missed)) {
      transactions.asSystem(() -> tellMissed(missed, all, now));
    }
    return all;
  }

  /** The date is forgotten with it, so it is told once. */
  private void tellMissed(Planned missed, List<Expiring> all, Instant now) {
    if (!certificates.forgetDate(missed)) {
      return;
    }
    LOG.warnf(
        "A certificate's date has come, but it is not proved and stays the next one"
            + " connectionId=%s certificateId=%s at=%s",
        missed.connection(), missed.certificate(), missed.at());
    all.stream()
        .filter(one -> one.purpose() == CertificatePurpose.TLS)
        .filter(one -> one.connection().equals(missed.connection()))
        .forEach(one -> append(one, now));
  }

  /** Several replicas may come at the same time; the row says who was first. */
  private void tell(Expiring one, int days, Instant now) {
    if (!expiries.told(one.certificate(), days)) {
      return;
    }
    append(one, now);
    LOG.warnf(
        "A certificate ends soon connectionId=%s certificateId=%s endsAt=%s days=%d next=%s",
        one.connection(), one.certificate(), one.notAfter(), one.wholeDaysLeft(now), one.next());
  }

  private void append(Expiring one, Instant now) {
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
