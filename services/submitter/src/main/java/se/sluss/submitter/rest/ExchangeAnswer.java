package se.sluss.submitter.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.archive.ArchivedExchange;
import se.sluss.submitter.archive.OpenedAnswer;
import se.sluss.submitter.delivery.Call;
import se.sluss.submitter.delivery.RawAnswer.Header;
import se.sluss.submitter.delivery.Way;

/**
 * One call to the authority as the API shows it; {@link ArchivedExchange} says what the members
 * mean.
 *
 * @param answer in lists null
 */
public record ExchangeAnswer(
    AttemptId attemptId,
    SubmissionId submissionId,
    String documentId,
    VendorId vendorId,
    TenantId tenantId,
    ConnectionId connectionId,
    Service service,
    Mode mode,
    int number,
    @Nullable String outcome,
    @Nullable String cause,
    @Nullable String txId,
    Timing timing,
    @Nullable Request request,
    @Nullable Tls tls,
    @Nullable Integer httpStatus,
    @Nullable Answer answer) {

  /** From the slot to the end. */
  public record Timing(
      Instant slotAt,
      @Nullable Instant sentAt,
      @Nullable Duration headAfter,
      @Nullable Duration duration,
      @Nullable Instant endedAt) {}

  /** What was asked; the transaction as the message itself named it. */
  public record Request(
      String address, String soapAction, int bytes, String sha256, @Nullable String txId) {}

  /** What TLS agreed on; fingerprints are SHA-256 of the certificates. */
  public record Tls(
      String protocol,
      String cipher,
      String serverCertificateSha256,
      @Nullable String clientCertificateSha256) {}

  /** What was answered; the body as it came, in base64. */
  public record Answer(List<Header> headers, byte[] body) {
    @Override
    public String toString() {
      return "Answer[" + body.length + " bytes]";
    }
  }

  static ExchangeAnswer of(ArchivedExchange exchange, Optional<OpenedAnswer> answer) {
    var submission = exchange.submission();
    return new ExchangeAnswer(
        exchange.attempt(),
        submission.submissionId(),
        submission.documentId(),
        submission.vendorId(),
        submission.tenantId(),
        exchange.connection(),
        submission.service(),
        submission.mode(),
        exchange.number(),
        exchange.outcome().orElse(null),
        exchange.cause().map(Enum::name).orElse(null),
        exchange.txId().orElse(null),
        new Timing(
            exchange.slotAt(),
            exchange.sentAt().orElse(null),
            exchange.headAfter().orElse(null),
            exchange.took().orElse(null),
            exchange.endedAt().orElse(null)),
        exchange.call().map(ExchangeAnswer::request).orElse(null),
        exchange.call().flatMap(call -> call.way().tls()).map(ExchangeAnswer::tls).orElse(null),
        exchange.status().isPresent() ? exchange.status().getAsInt() : null,
        answer.map(opened -> new Answer(opened.headers(), opened.body())).orElse(null));
  }

  private static Request request(Call call) {
    return new Request(
        call.way().address(), call.action(), call.bytes(), call.sha256(), call.txId().orElse(null));
  }

  static Tls tls(Way.Tls tls) {
    return new Tls(tls.protocol(), tls.cipher(), tls.server(), tls.client().orElse(null));
  }
}
