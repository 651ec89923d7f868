package se.sluss.receipts.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.WebhookConfigs;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.delivery.AnswerExcerpt;
import se.sluss.receipts.webhook.delivery.AttemptOutcome;
import se.sluss.receipts.webhook.delivery.AttemptReport;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.EndedAttempt;
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
  private WebhookEndpointId endpoint;

  @Inject DeliveryRows deliveries;
  @Inject Sql sql;
  @Inject DeliveryClaims claims;
  @Inject AttemptNotes notes;

  @Test
  void nothingOfAWeekendIsMissed() {
    List<Long> seen = new ArrayList<>();
    deliveries.undone(
        () -> {
          endpoint = deliveries.endpoint(vendor, 5);
          for (int step = 0; step < WEEKEND; step++) {
            deliveries.plan(vendor, endpoint, 1);
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

  private void attemptAllDue(AttemptReport report) {
    List<ClaimedDelivery> due = claims.turn(List.of(), 64, List.of());
    while (!due.isEmpty()) {
      notes.write(
          due.stream()
              .map(
                  one ->
                      new EndedAttempt(
                          one, report, SHORTEST.after(one.kind(), one.number(), report)))
              .toList());
      due = claims.turn(List.of(), 64, List.of());
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
            + " last_failed_at = last_failed_at - interval '30 minutes',"
            + " looked_through_at = looked_through_at - interval '30 minutes' WHERE id = ?",
        endpoint);
  }

  private long number(String query) {
    String mine = query.contains("webhook_endpoint") ? " AND id = ?" : " AND endpoint_id = ?";
    return sql.first(query + mine, row -> row.getLong(1), endpoint).orElseThrow();
  }
}
