package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.receipts.store.DeliveryQueueTable.Completed;
import se.sluss.receipts.webhook.delivery.AttemptReport;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.DeliveryStatus;
import se.sluss.receipts.webhook.delivery.NextStep;

/** Writes down what became of attempts. In the caller's transaction. */
@ApplicationScoped
class AttemptNotes {
  private static final String NOTE =
      "UPDATE webhook_attempt SET outcome = ?, reason = ?, status = ?, took_millis = ?,"
          + " answer = ? WHERE id = ?";

  /**
   * Delivered is delivered, even by an attempt that was taken for lost; all else needs the lease.
   */
  private static final String END =
      "UPDATE webhook_delivery SET status = ?, ended_at = clock_timestamp(), due_at = NULL,"
          + " lease_until = NULL WHERE id = ? AND status = 'PENDING'"
          + " AND (attempt_id = ? OR ? = 'DELIVERED')";

  private static final String RETRY =
      "UPDATE webhook_delivery SET lease_until = NULL,"
          + " due_at = clock_timestamp() + ? * interval '1 millisecond'"
          + " WHERE id = ? AND status = 'PENDING' AND attempt_id = ?";

  private static final String GIVE_BACK =
      "UPDATE webhook_delivery SET lease_until = NULL, attempt_id = NULL, attempts = attempts - 1,"
          + " due_at = clock_timestamp() + ? * interval '1 millisecond'"
          + " WHERE id = ? AND status = 'PENDING' AND attempt_id = ?";

  private final Sql sql;
  private final EndpointStandings endpoints;

  AttemptNotes(Sql sql, EndpointStandings endpoints) {
    this.sql = sql;
    this.endpoints = endpoints;
  }

  /** Endpoints' rows are locked in one order, so that two processes do not wait for each other. */
  void write(List<Completed> ended) {
    List<@Nullable Object[]> notes = new ArrayList<>();
    List<@Nullable Object[]> ends = new ArrayList<>();
    List<@Nullable Object[]> retries = new ArrayList<>();
    for (Completed one : ended) {
      notes.add(note(one.delivery(), one.report()));
      switch (one.next()) {
        case NextStep.End(DeliveryStatus status) -> ends.add(end(one.delivery(), status));
        case NextStep.Disable() -> retries.add(retry(one.delivery(), Duration.ZERO));
        case NextStep.Retry(Duration delay) -> retries.add(retry(one.delivery(), delay));
      }
    }
    sql.updateEach(NOTE, notes);
    sql.updateEach(END, ends);
    sql.updateEach(RETRY, retries);
    endpoints.after(
        ended.stream()
            .sorted(Comparator.comparing(one -> one.delivery().recipient().endpoint().value()))
            .toList());
  }

  /** An attempt that was begun and never made leaves nothing behind. */
  void forget(ClaimedDelivery delivery, Duration delay) {
    sql.update(GIVE_BACK, delay.toMillis(), delivery.id(), delivery.attempt());
    sql.update("DELETE FROM webhook_attempt WHERE id = ? AND outcome IS NULL", delivery.attempt());
  }

  private static @Nullable Object[] note(ClaimedDelivery delivery, AttemptReport report) {
    return new @Nullable Object[] {
      report.outcome().word(),
      report.reason(),
      report.status(),
      report.took().toMillis(),
      report.answer().bytes(),
      delivery.attempt()
    };
  }

  private static @Nullable Object[] end(ClaimedDelivery delivery, DeliveryStatus status) {
    return new @Nullable Object[] {status, delivery.id(), delivery.attempt(), status};
  }

  private static @Nullable Object[] retry(ClaimedDelivery delivery, Duration delay) {
    return new @Nullable Object[] {delay.toMillis(), delivery.id(), delivery.attempt()};
  }
}
