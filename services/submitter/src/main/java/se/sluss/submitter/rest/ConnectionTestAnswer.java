package se.sluss.submitter.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.ConnectionTestId;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.onboarding.ConnectionTest;

/**
 * A connection test as the API shows it.
 *
 * @param documentXml the exact bytes to hand in, in base64; in the answer to its making alone
 * @param proved whether the authority took the document
 * @param result null while the document has not gone all its way
 */
public record ConnectionTestAnswer(
    ConnectionTestId id,
    ConnectionId connectionId,
    String interfaceVersion,
    String documentId,
    String documentSha256,
    byte @Nullable [] documentXml,
    Instant askedAt,
    boolean proved,
    @Nullable Result result) {

  /** What became of it; {@link ConnectionTest.Result} says what the members mean. */
  public record Result(
      String outcome,
      @Nullable String cause,
      @Nullable String txId,
      SubmissionId submissionId,
      @Nullable AttemptId attemptId,
      @Nullable Integer httpStatus,
      ExchangeAnswer.@Nullable Tls tls,
      @Nullable Instant sentAt,
      Instant settledAt) {
    private static Result of(ConnectionTest.Result result) {
      return new Result(
          result.outcome(),
          result.cause(),
          result.txId(),
          result.submission(),
          result.attempt(),
          result.httpStatus().isPresent() ? result.httpStatus().getAsInt() : null,
          result.tls().map(ExchangeAnswer::tls).orElse(null),
          result.sentAt().orElse(null),
          result.settledAt());
    }
  }

  static ConnectionTestAnswer of(ConnectionTest test, byte @Nullable [] xml) {
    return new ConnectionTestAnswer(
        test.id(),
        test.connection(),
        test.interfaceVersion(),
        test.documentId(),
        test.documentSha256(),
        xml,
        test.askedAt(),
        test.proves(),
        test.result().map(Result::of).orElse(null));
  }
}
