package se.sluss.submitter.changeover;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.submitter.certificate.CertificateConfig;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.delivery.OperatorActs;

/**
 * How often a vendor may have the authority's door knocked at; whoever asks, and over all of its
 * connections. What was asked counts before anything is shown.
 */
@ApplicationScoped
public class BoundProofs {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Certificates certificates;
  private final OperatorActs acts;
  private final CertificateConfig config;
  private final InstantSource clock;

  public BoundProofs(
      Certificates certificates, OperatorActs acts, CertificateConfig config, InstantSource clock) {
    this.certificates = certificates;
    this.acts = acts;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Counts one more. Works in the caller's transaction.
   *
   * @throws Problem {@code quota-exceeded} when there were as many as there may be
   */
  void take(Connection connection, String certificate, OperatorActs.Why why) {
    List<Instant> shown = certificates.shownWithin(connection.vendor(), HOUR);
    int most = config.proofsPerHour();
    if (shown.size() >= most) {
      Instant again = shown.get(shown.size() - most).plus(HOUR);
      long wait = Duration.between(clock.instant(), again).toSeconds() + 1;
      throw Problem.of(
              ProblemType.QUOTA_EXCEEDED,
              "Certificates are shown to the authority at most %d times an hour; the next time may be at %s."
                  .formatted(most, again))
          .withHeader("Retry-After", Long.toString(Math.max(1, wait)));
    }
    acts.onLane(connection.id(), Certificates.SHOWN, why, certificate);
  }
}
