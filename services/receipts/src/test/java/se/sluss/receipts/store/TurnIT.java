package se.sluss.receipts.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.delivery.AnswerExcerpt;
import se.sluss.receipts.webhook.delivery.AttemptOutcome;
import se.sluss.receipts.webhook.delivery.AttemptReport;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.DeliveryStatus;
import se.sluss.receipts.webhook.delivery.EndedAttempt;
import se.sluss.receipts.webhook.delivery.NextStep;
import se.sluss.testsupport.Eventually;

/** What was delivered is noted in the same trip as what is due is taken. */
@RoomTest
class TurnIT {
  private static final AttemptReport DELIVERED =
      new AttemptReport(
          new AttemptOutcome.Delivered(),
          Optional.of(204),
          Optional.empty(),
          AnswerExcerpt.NOTHING,
          Duration.ofMillis(3));

  private final VendorId vendor = VendorId.next();

  @Inject DeliveryRows deliveries;
  @Inject Transactions transactions;
  @Inject Sql sql;
  @Inject DeliveryClaims claims;
  @Inject AttemptNotes notes;
  @Inject WebhookConfig config;

  @Test
  void whatHasEndedFreesItsPlacesForWhatIsTakenInTheSameTurn() {
    int places = config.perEndpoint();
    List<List<DeliveryId>> turns = new ArrayList<>();
    List<DeliveryId> planned = new ArrayList<>();
    List<Long> delivered = new ArrayList<>();
    deliveries.undone(
        () -> {
          WebhookEndpointId endpoint = deliveries.endpoint(vendor, places);
          planned.addAll(deliveries.plan(vendor, endpoint, 2 * places + 1));
          List<ClaimedDelivery> taken = claims.turn(List.of(), 64, List.of());
          while (!taken.isEmpty()) {
            turns.add(taken.stream().map(ClaimedDelivery::id).toList());
            taken = claims.turn(taken.stream().map(TurnIT::ended).toList(), 64, List.of());
          }
          delivered.add(count("status = 'DELIVERED' AND endpoint_id = ?", endpoint));
        });

    assertThat(turns)
        .containsExactly(
            planned.subList(0, places),
            planned.subList(places, 2 * places),
            planned.subList(2 * places, 2 * places + 1));
    assertThat(delivered).containsExactly(2L * places + 1);
  }

  @Test
  void anEndpointThatOnceMightHaveMoreInFlightHasNoMoreThanItMayNow() {
    int places = config.perEndpoint();
    List<Integer> taken = new ArrayList<>();
    deliveries.undone(
        () -> {
          WebhookEndpointId endpoint = deliveries.endpoint(vendor, 2 * places);
          deliveries.plan(vendor, endpoint, 4 * places);
          List<ClaimedDelivery> before = claims.turn(List.of(), 64, List.of());
          taken.add(before.size());
          taken.add(claims.turn(before.stream().map(TurnIT::ended).toList(), 64, List.of()).size());
        });

    assertThat(taken).containsExactly(2 * places, places);
  }

  @Test
  void whatASlowTransactionPlannedIsAttemptedThoughLaterOnesWentBefore() throws Exception {
    WebhookEndpointId endpoint = transactions.asSystem(() -> deliveries.endpoint(vendor, 2));
    CountDownLatch early = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<DeliveryId>> slow =
          threads.submit(
              () ->
                  transactions.asSystem(
                      () -> {
                        List<DeliveryId> planned = deliveries.plan(vendor, endpoint, 1);
                        early.countDown();
                        awaitThe(late);
                        return planned;
                      }));
      early.await();
      DeliveryId next =
          transactions.asSystem(() -> deliveries.plan(vendor, endpoint, 1)).getFirst();
      Eventually.holds(() -> assertThat(attempts(next)).isPositive());
      late.countDown();

      DeliveryId first = slow.get().getFirst();
      Eventually.holds(() -> assertThat(attempts(first)).isPositive());
    } finally {
      late.countDown();
      end(endpoint);
    }
  }

  @Test
  void whatCannotBeNotedTogetherIsNotedAlone() {
    WebhookEndpointId endpoint = transactions.asSystem(() -> deliveries.endpoint(vendor, 2));
    try {
      ClaimedDelivery held = transactions.asSystem(() -> held(endpoint));
      DeliveryQueueTable queue =
          new DeliveryQueueTable(transactions, sql, config, new Alone(), notes);

      assertThat(queue.turn(List.of(ended(held)), 7, List.of())).isEmpty();

      assertThat(
              transactions.<Long>asSystem(
                  () -> count("status = 'DELIVERED' AND id = ?", held.id())))
          .isOne();
      queue.close();
    } finally {
      end(endpoint);
    }
  }

  /** A queue whose turns fail when anything is to be noted. */
  @Vetoed
  private final class Alone extends DeliveryClaims {
    Alone() {
      super(sql, config);
    }

    @Override
    List<ClaimedDelivery> turn(List<EndedAttempt> ended, int most, Collection<VendorId> satisfied) {
      if (!ended.isEmpty()) {
        throw new IllegalStateException("One of them cannot be noted");
      }
      return List.of();
    }
  }

  private ClaimedDelivery held(WebhookEndpointId endpoint) {
    deliveries.plan(vendor, endpoint, 1);
    return claims.turn(List.of(), 500, List.of()).stream()
        .filter(one -> one.recipient().endpoint().equals(endpoint))
        .findFirst()
        .orElseThrow();
  }

  private static EndedAttempt ended(ClaimedDelivery delivery) {
    return new EndedAttempt(delivery, DELIVERED, new NextStep.End(DeliveryStatus.DELIVERED));
  }

  private static void awaitThe(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long attempts(DeliveryId delivery) {
    return transactions.asSystem(
        () ->
            sql.first(
                    "SELECT count(*) FROM webhook_attempt WHERE delivery_id = ?"
                        + " AND outcome IS NOT NULL",
                    row -> row.getLong(1),
                    delivery)
                .orElseThrow());
  }

  private long count(String where, Object parameter) {
    return sql.first(
            "SELECT count(*) FROM webhook_delivery WHERE " + where,
            row -> row.getLong(1),
            parameter)
        .orElseThrow();
  }

  /** Nothing of it is due any more. */
  private void end(WebhookEndpointId endpoint) {
    transactions.asSystem(
        () ->
            sql.update(
                "UPDATE webhook_endpoint SET status = 'DELETED', status_since = now() WHERE id = ?",
                endpoint));
  }
}
