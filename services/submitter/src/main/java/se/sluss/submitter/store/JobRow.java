package se.sluss.submitter.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Deliveries;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.delivery.DeliveryState;

/** A job's columns and the delivery that they stand for. */
record JobRow(
    String state, String reason, @Nullable String attemptId, @Nullable Instant notBefore) {

  static JobRow of(DeliveryState state) {
    return switch (state) {
      case DeliveryState.Queued(var reason) -> new JobRow("QUEUED", reason.name(), null, null);
      case DeliveryState.Sending(var attempt, _) ->
          new JobRow("SENDING", "", attempt.value(), null);
      case DeliveryState.InDoubt(var attempt, var cause, var resendAt) ->
          new JobRow("IN_DOUBT", cause.name(), attempt.value(), resendAt);
      case DeliveryState.Received _ -> new JobRow("RECEIVED", "", null, null);
      case DeliveryState.Refused _ -> new JobRow("REFUSED", "", null, null);
      case DeliveryState.Parked(var attempt, var cause) ->
          new JobRow("PARKED", cause.name(), attempt == null ? null : attempt.value(), null);
      case DeliveryState.Cancelled _ -> new JobRow("CANCELLED", "", null, null);
    };
  }

  /** What {@link #read} reads; the sealed documents, which are large, are not among it. */
  static final String COLUMNS =
      "submission_id, vendor_id, tenant_id, service, mode, document_id, connection_id, state,"
          + " reason, attempt_id, not_before, attempts, doubts, cancel_requested, origin,"
          + " queued_traceparent";

  /** The delivery of a row with these columns. */
  static Delivery read(ResultSet row) throws SQLException {
    int attempts = row.getInt("attempts");
    return new Delivery(
        new SubmissionRef(
            SubmissionId.of(row.getString("submission_id")),
            VendorId.of(row.getString("vendor_id")),
            TenantId.of(row.getString("tenant_id")),
            Service.valueOf(row.getString("service")),
            Mode.ofWire(row.getString("mode")),
            row.getString("document_id")),
        Optional.ofNullable(row.getString("connection_id")).map(ConnectionId::of),
        state(row, attempts),
        attempts,
        row.getInt("doubts"),
        row.getBoolean("cancel_requested"),
        row.getString("origin"),
        row.getString("queued_traceparent"));
  }

  /** The place of a row of {@code tell_places}, or of what has moved. */
  static Deliveries.Told told(ResultSet row) throws SQLException {
    return new Deliveries.Told(
        new Deliveries.Place(row.getLong("position"), Sql.instant(row, "starts_at")),
        row.getLong("turn"),
        Optional.ofNullable(row.getString("standing")));
  }

  private static DeliveryState state(ResultSet row, int attempts) throws SQLException {
    String state = row.getString("state");
    String reason = row.getString("reason");
    return switch (state) {
      case "QUEUED" -> new DeliveryState.Queued(QueuedReason.valueOf(reason));
      case "SENDING" ->
          new DeliveryState.Sending(AttemptId.of(row.getString("attempt_id")), attempts);
      case "IN_DOUBT" ->
          new DeliveryState.InDoubt(
              AttemptId.of(row.getString("attempt_id")),
              Cause.valueOf(reason),
              Sql.instant(row, "not_before"));
      case "RECEIVED" -> new DeliveryState.Received();
      case "REFUSED" -> new DeliveryState.Refused();
      case "PARKED" -> {
        String attempt = row.getString("attempt_id");
        yield new DeliveryState.Parked(
            attempt == null ? null : AttemptId.of(attempt), Cause.valueOf(reason));
      }
      case "CANCELLED" -> new DeliveryState.Cancelled();
      default -> throw new IllegalStateException("A job's state is unknown: " + state);
    };
  }
}
