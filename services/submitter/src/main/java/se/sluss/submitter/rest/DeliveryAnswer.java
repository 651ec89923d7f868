package se.sluss.submitter.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.Deliveries;
import se.sluss.submitter.delivery.DeliveryReport;
import se.sluss.submitter.delivery.DeliveryState;

/**
 * A document's way as the API shows it. Times are UTC.
 *
 * @param reason why it stands there; null when the state says it all
 * @param connectionId null while its vendor has no connection
 * @param resendAt when a document in doubt goes again at the earliest; null otherwise
 * @param queue null for what is not queued
 * @param operatorActs for the operator only; null for everybody else
 */
public record DeliveryAnswer(
    SubmissionId submissionId,
    String documentId,
    VendorId vendorId,
    TenantId tenantId,
    Service service,
    Mode mode,
    @Nullable ConnectionId connectionId,
    String state,
    @Nullable String reason,
    Instant queuedAt,
    Instant since,
    @Nullable Instant neededBy,
    @Nullable Instant resendAt,
    boolean cancelRequested,
    @Nullable Queue queue,
    List<Attempt> attempts,
    @Nullable List<DeliveryReport.Act> operatorActs) {

  /** Its place in the lane, from 1, and when its slot is expected, as of a moment. */
  public record Queue(long position, Instant estimatedStart, Instant asOf) {}

  /** One call; {@link DeliveryReport.AttemptReport} says what the members mean. */
  public record Attempt(
      AttemptId id,
      int number,
      Instant slotAt,
      @Nullable Instant sentAt,
      @Nullable Instant finishedAt,
      @Nullable String outcome,
      @Nullable String cause,
      @Nullable Duration duration,
      @Nullable Integer httpStatus) {
    private static Attempt of(DeliveryReport.AttemptReport attempt) {
      return new Attempt(
          attempt.id(),
          attempt.number(),
          attempt.slotAt(),
          attempt.sentAt().orElse(null),
          attempt.finishedAt().orElse(null),
          attempt.outcome().orElse(null),
          attempt.cause().map(Enum::name).orElse(null),
          attempt.took().orElse(null),
          attempt.httpStatus().isPresent() ? attempt.httpStatus().getAsInt() : null);
    }
  }

  static DeliveryAnswer of(
      DeliveryReport report,
      Optional<Deliveries.Place> place,
      Instant asOf,
      @Nullable List<DeliveryReport.Act> acts) {
    SubmissionRef submission = report.delivery().submission();
    DeliveryState state = report.delivery().state();
    return new DeliveryAnswer(
        submission.submissionId(),
        submission.documentId(),
        submission.vendorId(),
        submission.tenantId(),
        submission.service(),
        submission.mode(),
        report.delivery().connection().orElse(null),
        name(state),
        reason(state),
        report.queuedAt(),
        report.changedAt(),
        report.neededBy().orElse(null),
        state instanceof DeliveryState.InDoubt doubt ? doubt.resendAt() : null,
        report.delivery().cancelRequested(),
        place.map(it -> new Queue(it.position(), it.estimatedStart(), asOf)).orElse(null),
        report.attempts().stream().map(Attempt::of).toList(),
        acts);
  }

  /** The state's name on the wire. */
  static String name(DeliveryState state) {
    return switch (state) {
      case DeliveryState.Queued _ -> "QUEUED";
      case DeliveryState.Sending _ -> "SENDING";
      case DeliveryState.InDoubt _ -> "IN_DOUBT";
      case DeliveryState.Received _ -> "RECEIVED";
      case DeliveryState.Refused _ -> "REFUSED";
      case DeliveryState.Parked _ -> "PARKED";
      case DeliveryState.Cancelled _ -> "CANCELLED";
    };
  }

  private static @Nullable String reason(DeliveryState state) {
    return switch (state) {
      case DeliveryState.Queued(var reason) -> reason.name();
      case DeliveryState.InDoubt(_, var cause, _) -> cause.name();
      case DeliveryState.Parked(_, var cause) -> cause.name();
      case DeliveryState.Sending _,
          DeliveryState.Received _,
          DeliveryState.Refused _,
          DeliveryState.Cancelled _ ->
          null;
    };
  }
}
