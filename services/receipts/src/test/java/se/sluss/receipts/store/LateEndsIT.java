package se.sluss.receipts.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.VendorId;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.webhook.delivery.AttemptOutcome;
import se.sluss.receipts.webhook.delivery.AttemptReport;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.DeliveryStatus;
import se.sluss.receipts.webhook.delivery.EndedAttempt;
import se.sluss.receipts.webhook.delivery.FailureReason;
import se.sluss.receipts.webhook.delivery.NextStep;

/** An attempt was taken for lost and made again, and then its process answers after all. */
@RoomTest
class LateEndsIT {
  private static final AttemptReport DELIVERED = report(new AttemptOutcome.Delivered());
  private static final AttemptReport FAILED =
      report(new AttemptOutcome.Failed(FailureReason.TIMEOUT));
  private static final NextStep ENDED = new NextStep.End(DeliveryStatus.DELIVERED);
  private static final NextStep EXHAUSTED = new NextStep.End(DeliveryStatus.EXHAUSTED);
  private static final NextStep AGAIN = new NextStep.Retry(Duration.ofHours(1));

  @Inject DeliveryRows deliveries;
  @Inject Sql sql;
  @Inject DeliveryClaims claims;
  @Inject AttemptNotes notes;

  private record Twice(ClaimedDelivery lost, ClaimedDelivery repeat) {}

  @Test
  void attemptThatIsMadeAgainIsLostAndItsRepeatAloneIsOpen() {
    madeAgain(
        twice -> {
          assertThat(twice.repeat().id()).isEqualTo(twice.lost().id());
          assertThat(twice.repeat().number()).isEqualTo(2);
          assertThat(outcomes(twice)).containsExactly("LOST", "null");
        });
  }

  @Test
  void whatFailsLateNeitherEndsNorPutsOffWhatItsRepeatHolds() {
    madeAgain(
        twice -> {
          end(twice.lost(), FAILED, EXHAUSTED);
          end(twice.lost(), FAILED, AGAIN);

          assertThat(standing(twice, "status")).isEqualTo("PENDING");
          assertThat(standing(twice, "lease_until IS NOT NULL AND due_at < clock_timestamp()"))
              .isEqualTo("t");
          assertThat(standing(twice, "attempt_id")).isEqualTo(twice.repeat().attempt().value());

          end(twice.repeat(), DELIVERED, ENDED);
          assertThat(standing(twice, "status")).isEqualTo("DELIVERED");
        });
  }

  @Test
  void whatIsDeliveredLateEndsTheDeliveryAndItsRepeatDoesNotEndItOnceMore() {
    for (AttemptReport second : List.of(DELIVERED, FAILED)) {
      madeAgain(
          twice -> {
            end(twice.lost(), DELIVERED, ENDED);
            String ended = standing(twice, "ended_at");
            assertThat(standing(twice, "status")).isEqualTo("DELIVERED");

            end(twice.repeat(), second, second.equals(DELIVERED) ? ENDED : EXHAUSTED);
            end(twice.repeat(), second, AGAIN);

            assertThat(standing(twice, "status")).isEqualTo("DELIVERED");
            assertThat(standing(twice, "ended_at")).isEqualTo(ended);
            assertThat(standing(twice, "due_at IS NULL AND lease_until IS NULL")).isEqualTo("t");
            assertThat(outcomes(twice)).containsExactly("DELIVERED", second.outcome().word());
          });
    }
  }

  private void end(ClaimedDelivery delivery, AttemptReport report, NextStep next) {
    notes.write(List.of(new EndedAttempt(delivery, report, next)));
  }

  private String standing(Twice twice, String what) {
    return sql.first(
            "SELECT (" + what + ")::text FROM webhook_delivery WHERE id = ?",
            row -> row.getString(1),
            twice.lost().id())
        .map(text -> text.equals("true") ? "t" : text)
        .orElseThrow();
  }

  private List<String> outcomes(Twice twice) {
    return sql.query(
        "SELECT outcome FROM webhook_attempt WHERE delivery_id = ? ORDER BY number",
        row -> String.valueOf(row.getString(1)),
        twice.lost().id());
  }

  private void madeAgain(Consumer<Twice> then) {
    deliveries.undone(
        () -> {
          VendorId vendor = VendorId.next();
          deliveries.plan(vendor, deliveries.endpoint(vendor, 5), 1);
          ClaimedDelivery lost = claims.turn(List.of(), 1, List.of()).getFirst();
          sql.update(
              "UPDATE webhook_delivery SET lease_until = clock_timestamp() - interval '1 second'"
                  + " WHERE id = ?",
              lost.id());
          then.accept(new Twice(lost, claims.turn(List.of(), 1, List.of()).getFirst()));
        });
  }

  private static AttemptReport report(AttemptOutcome outcome) {
    return AttemptReport.withoutAnswer(outcome, Duration.ofMillis(5));
  }
}
