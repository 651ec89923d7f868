package se.sluss.submitter.changeover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.event.ConnectionCertificateExpiring.NextCertificate;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.certificate.CertificatePurpose;

/**
 * A certificate in force, and how close its end is.
 *
 * @param warned the last of the days before its end that was told; empty for none
 */
public record Expiring(
    CertificateId certificate,
    CertificatePurpose purpose,
    ConnectionId connection,
    VendorId vendor,
    Service service,
    Mode mode,
    Instant notAfter,
    Optional<Integer> warned,
    NextCertificate next) {
  /** The days before the end at which it is told. */
  static final List<Integer> TOLD_AT = List.of(1, 7, 14, 30, 60, 90);

  private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

  /** Days until the end; negative after it. */
  public double daysLeft(Instant now) {
    return Duration.between(now, notAfter).toSeconds() / SECONDS_PER_DAY;
  }

  /** The same with begun days counted whole. */
  int wholeDaysLeft(Instant now) {
    return (int) Math.ceil(daysLeft(now));
  }

  /**
   * Which of the days is to be told now: the closest one that has come, unless it or a closer one
   * was. What was missed meanwhile is not made up for.
   */
  Optional<Integer> toTell(Instant now) {
    double left = daysLeft(now);
    if (left < 0) {
      return Optional.empty();
    }
    return TOLD_AT.stream()
        .filter(days -> left <= days)
        .findFirst()
        .filter(days -> warned.map(told -> days < told).orElse(true));
  }
}
