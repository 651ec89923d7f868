package se.sluss.receipts.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.VendorId;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.PlannedDeliveries;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;

/**
 * Two who claim at once over connections of their own, as two processes do; the room's own worker
 * is a third.
 */
@RoomTest
class ClaimsTogetherIT {
  private static final int AT_ONCE = 16;

  /** Three times what a claim holds: both find some at any time. */
  private static final int ENDPOINTS = 3 * AT_ONCE;

  private static final int PLACES = 4;
  private static final int ROUNDS = 40;

  private final VendorId vendor = VendorId.next();

  @Inject DeliveryClaims claims;

  @AfterEach
  void forget() {
    PlannedDeliveries.forget(vendor);
  }

  @Test
  void noDeliveryIsGivenToBothAndNoEndpointMoreThanItsPlaces() throws Exception {
    for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
      PlannedDeliveries.plan(vendor, PLACES, 3 * PLACES);
    }

    PlannedDeliveries.begin(vendor);

    List<List<ClaimedDelivery>> taken = new ArrayList<>();
    // The room's worker may have taken all that there was: there is more each time.
    CyclicBarrier together =
        new CyclicBarrier(
            2,
            () -> {
              PlannedDeliveries.plan(vendor, PLACES, 3 * PLACES);
              PlannedDeliveries.begin(vendor);
            });
    Callable<List<ClaimedDelivery>> claiming =
        () -> {
          List<ClaimedDelivery> mine = new ArrayList<>();
          for (int round = 0; round < ROUNDS; round++) {
            together.await();
            claims.turn(List.of(), AT_ONCE, List.of()).stream()
                .filter(one -> one.recipient().owner().vendorId().equals(vendor))
                .forEach(mine::add);
          }
          return mine;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<List<ClaimedDelivery>> one : threads.invokeAll(List.of(claiming, claiming))) {
        taken.add(one.get());
      }
    }

    List<DeliveryId> all = taken.stream().flatMap(List::stream).map(ClaimedDelivery::id).toList();
    assertThat(all).isNotEmpty().doesNotHaveDuplicates();
    assertThat(
            Database.number(
                "SELECT count(*) FROM (SELECT delivery_id FROM webhook_attempt WHERE vendor_id ="
                    + " '%s' GROUP BY delivery_id HAVING count(*) > 1) twice",
                vendor))
        .isZero();
    assertThat(
            Database.number(
                "SELECT max(held) FROM (SELECT count(*) AS held FROM webhook_delivery"
                    + " WHERE vendor_id = '%s' AND lease_until IS NOT NULL GROUP BY endpoint_id)"
                    + " places",
                vendor))
        .isLessThanOrEqualTo(PLACES);
  }
}
