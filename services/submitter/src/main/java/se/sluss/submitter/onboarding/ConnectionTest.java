package se.sluss.submitter.onboarding;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.ConnectionTestId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.Way;

/**
 * A test of a connection: one document of ours, that its vendor hands in and signs like any other,
 * and what the authority answered to that very document.
 *
 * @param documentId the UUID by which the document is known again
 * @param documentSha256 of its exact bytes
 * @param result empty while the document has not gone all its way
 */
public record ConnectionTest(
    ConnectionTestId id,
    ConnectionId connection,
    VendorId vendor,
    String interfaceVersion,
    String documentId,
    String documentSha256,
    Instant askedAt,
    Optional<Result> result) {

  /** What {@link Result#outcome} says when the authority took the document. */
  public static final String RECEIVED = "RECEIVED";

  /**
   * What became of it, kept for good.
   *
   * @param outcome of the deciding attempt, or CANCELLED when there was none
   * @param attempt null when none was made
   * @param txId null when the authority did not take it
   */
  public record Result(
      SubmissionId submission,
      @Nullable AttemptId attempt,
      String outcome,
      @Nullable String cause,
      @Nullable String txId,
      OptionalInt httpStatus,
      Optional<Way.Tls> tls,
      Optional<Instant> sentAt,
      Instant settledAt) {}

  /** Whether the authority's own answer says that it took the document. */
  public boolean proves() {
    return result.filter(it -> it.outcome().equals(RECEIVED) && it.txId() != null).isPresent();
  }
}
