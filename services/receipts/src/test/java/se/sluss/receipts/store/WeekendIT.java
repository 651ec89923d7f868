package se.sluss.receipts.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.store.DeliveryQueueTable.Completed;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.WebhookConfigs;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.delivery.AnswerExcerpt;
import se.sluss.receipts.webhook.delivery.AttemptOutcome;
import se.sluss.receipts.webhook.delivery.AttemptReport;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.FailureReason;
import se.sluss.receipts.webhook.delivery.RetryPolicy;
import se.sluss.receipts.webhook.delivery.RetrySchedule;

/**
 * A receiver that is down from Friday evening to Monday morning, in the room's own tables, by the
 * standard schedule with the shortest delays that chance can give. Half an hour passes in a moment:
 * all times are moved back by so much.
 */
@RoomTest
class WeekendIT {
  private static final int STEPS_AN_HOUR = 2;
  private static final int WEEKEND = 63 * STEPS_AN_HOUR;
  private static final int DAY_AND_A_HALF = 36 * STEPS_AN_HOUR;

  private static final AttemptReport DOWN =
      AttemptReport.withoutAnswer(new AttemptOutcome.Failed(FailureReason.CONNECT), Duration.ZERO);
  private static final AttemptReport UP =
      new AttemptReport(
          new AttemptOutcome.Delivered(),
          Optional.of(204),
          Optional.empty(),
          AnswerExcerpt.NOTHING,
          Duration.ZERO);
  private static final WebhookConfig STANDARD = WebhookConfigs.with(Map.of());
  private static final RetryPolicy SHORTEST =
      new RetryPolicy(new RetrySchedule(STANDARD.schedule()), STANDARD.overloadDelay(), () -> 0L);

  private final VendorId vendor = VendorId.next();
  private final WebhookEndpointId endpoint = WebhookEndpointId.next();

  @Inject Transactions transactions;
  @Inject Sql sql;
  @Inject DeliveryClaims claims;
  @Inject AttemptNotes notes;

  /** Ends the transaction, so that nobody ever sees what was in it. */
  private static final class UndoneException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void nothingOfAWeekendIsMissed() {
    List<Long> seen = new ArrayList<>();
    undone(
        () -> {
          addEndpoint();
          for (int step = 0; step < WEEKEND; step++) {
            addEvent();
            attemptAllDue(DOWN);
            letHalfAnHourPass();
          }
          seen.add(number("SELECT count(*) FROM webhook_delivery WHERE status = 'PENDING'"));
          seen.add(
              number(
                  "SELECT extract(epoch FROM max(last_failed_at - failing_since))::bigint"
                      + " FROM webhook_endpoint WHERE status = 'ACTIVE'"));
          for (int step = 0; step < DAY_AND_A_HALF; step++) {
            attemptAllDue(UP);
            letHalfAnHourPass();
          }
          seen.add(number("SELECT count(*) FROM webhook_delivery WHERE status = 'DELIVERED'"));
        });

    assertThat(seen.get(0)).as("wait on Monday morning").isEqualTo(WEEKEND);
    assertThat(Duration.ofSeconds(seen.get(1)))
        .as("failing for so long")
        .isGreaterThan(Duration.ofHours(48))
        .isLessThan(STANDARD.disableAfter());
    assertThat(seen.get(2)).as("delivered").isEqualTo(WEEKEND);
  }

  private void undone(Runnable work) {
    try {
      transactions.asSystem(
          () -> {
            // What other tests left is nobody's who takes part.
            sql.update(
                "UPDATE webhook_delivery SET lease_until = clock_timestamp() + interval '1 hour'"
                    + " WHERE status = 'PENDING'");
            work.run();
            throw new UndoneException();
          });
    } catch (UndoneException e) {
      // As planned.
    }
  }

  private void attemptAllDue(AttemptReport report) {
    List<ClaimedDelivery> due = claims.take(64, List.of());
    while (!due.isEmpty()) {
      notes.write(
          due.stream()
              .map(
                  one ->
                      new Completed(one, report, SHORTEST.after(one.kind(), one.number(), report)))
              .toList());
      due = claims.take(64, List.of());
    }
  }

  private void letHalfAnHourPass() {
    sql.update(
        "UPDATE webhook_delivery SET due_at = due_at - interval '30 minutes'"
            + " WHERE endpoint_id = ? AND status = 'PENDING'",
        endpoint);
    sql.update(
        "UPDATE webhook_endpoint SET failing_since = failing_since - interval '30 minutes',"
            + " other_failed_at = other_failed_at - interval '30 minutes',"
            + " last_failed_at = last_failed_at - interval '30 minutes' WHERE id = ?",
        endpoint);
  }

  private long number(String query) {
    String mine = query.contains("webhook_endpoint") ? " AND id = ?" : " AND endpoint_id = ?";
    return sql.first(query + mine, row -> row.getLong(1), endpoint).orElseThrow();
  }

  private void addEndpoint() {
    sql.update(
        "INSERT INTO webhook_endpoint (id, version, vendor_id, mode, url, event_types, status,"
            + " sealed_secret, concurrency, created_at, status_since) VALUES (?, 0, ?, 'test',"
            + " 'https://receiver.example/', '{*}', 'ACTIVE', ''::bytea, 5, now(), now())",
        endpoint,
        vendor);
  }

  private void addEvent() {
    EventId event = EventId.next();
    sql.update(
        "INSERT INTO public_event (id, vendor_id, mode, type, body, happened_at, traceparent)"
            + " VALUES (?, ?, 'test', 'submission.queued', '{}'::bytea, now(), '')",
        event,
        vendor);
    sql.update(
        "INSERT INTO webhook_delivery (id, vendor_id, mode, endpoint_id, event_id, kind, status,"
            + " due_at, created_at) VALUES (?, ?, 'test', ?, ?, 'EVENT', 'PENDING',"
            + " clock_timestamp(), clock_timestamp())",
        DeliveryId.next(),
        vendor,
        endpoint,
        event);
  }
}
