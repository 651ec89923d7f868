package se.sluss.receipts.store;

import static se.sluss.receipts.store.Sql.texts;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.DeliveryStatus;
import se.sluss.receipts.webhook.delivery.EndedAttempt;
import se.sluss.receipts.webhook.delivery.NextStep;

/** Writes down what became of attempts. */
@ApplicationScoped
class AttemptNotes {
  private static final String END =
      "end_webhook_attempts(?::text[], ?::text[], ?::text[], ?::text[], ?::int[],"
          + " ?::bigint[], ?::bytea[], ?::text[], ?::bigint[])";

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

  /**
   * In the caller's transaction. Endpoints' rows are locked in one order, so that two processes do
   * not wait for each other.
   */
  void write(List<EndedAttempt> ended) {
    sql.query("SELECT " + END, row -> true, columns(ended).toArray());
    endpoints.after(
        ended.stream()
            .sorted(Comparator.comparing(one -> one.delivery().recipient().endpoint().value()))
            .toList());
  }

  /** What {@code end_webhook_attempts} asks for, in its order. */
  static List<Object> columns(List<EndedAttempt> ended) {
    return new ArrayList<>(
        List.of(
            texts(ended, one -> one.delivery().attempt()),
            texts(ended, one -> one.delivery().id()),
            texts(ended, one -> one.report().outcome().word()),
            texts(ended, one -> one.report().reason().orElse(null)),
            texts(ended, one -> one.report().status().orElse(null)),
            texts(ended, one -> one.report().took().toMillis()),
            ended.stream().map(one -> one.report().answer().bytes()).toArray(byte[][]::new),
            texts(ended, one -> end(one.next())),
            texts(ended, one -> delay(one.next()))));
  }

  private static @Nullable DeliveryStatus end(NextStep next) {
    return next instanceof NextStep.End(DeliveryStatus status) ? status : null;
  }

  private static @Nullable Long delay(NextStep next) {
    return switch (next) {
      case NextStep.End _ -> null;
      case NextStep.Disable() -> 0L;
      case NextStep.Retry(Duration delay) -> delay.toMillis();
    };
  }

  /** An attempt that was begun and never made leaves nothing behind. */
  void forget(ClaimedDelivery delivery, Duration delay) {
    sql.update(GIVE_BACK, delay.toMillis(), delivery.id(), delivery.attempt());
    sql.update("DELETE FROM webhook_attempt WHERE id = ? AND outcome IS NULL", delivery.attempt());
  }
}
