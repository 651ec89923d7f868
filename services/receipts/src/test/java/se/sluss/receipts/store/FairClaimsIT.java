package se.sluss.receipts.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;

/** How many deliveries of others go before a vendor's first one, whatever those others have. */
@RoomTest
class FairClaimsIT {
  private static final int AT_ONCE = 64;
  private static final int MANY = 20_000;

  @Inject DeliveryRows deliveries;
  @Inject DeliveryClaims claims;
  @Inject Sql sql;

  @Test
  void aVendorsFirstDeliveryIsInTheNextClaimThoughAnotherHasTwentyThousand() {
    VendorId busy = VendorId.next();
    VendorId quiet = VendorId.next();
    List<ClaimedDelivery> taken = new ArrayList<>();
    deliveries.undone(
        () -> {
          plan(busy, AT_ONCE, MANY);
          plan(quiet, AT_ONCE, 1);
          taken.addAll(claims.turn(List.of(), AT_ONCE, List.of()));
        });

    assertThat(vendors(taken)).hasSize(AT_ONCE).contains(busy);
    assertThat(vendors(taken).indexOf(quiet)).isBetween(0, 1);
  }

  @Test
  void aVendorWithManyEndpointsTakesTurnsWithOneWhoHasOne() {
    VendorId busy = VendorId.next();
    VendorId quiet = VendorId.next();
    List<VendorId> inTurn = new ArrayList<>();
    deliveries.undone(
        () -> {
          Stream.generate(() -> plan(busy, 4, 100)).limit(2 * AT_ONCE).toList();
          plan(quiet, AT_ONCE, 100);
          for (int claim = 0; claim < 4; claim++) {
            inTurn.addAll(vendors(claims.turn(List.of(), AT_ONCE, List.of())));
          }
        });

    assertThat(inTurn.indexOf(quiet)).isBetween(0, 2 * AT_ONCE);
    assertThat(inTurn).filteredOn(quiet::equals).hasSizeGreaterThanOrEqualTo(AT_ONCE / 2);
  }

  @Test
  void ofOneVendorsEndpointsNoneWaitsForTheBacklogOfAnother() {
    VendorId vendor = VendorId.next();
    List<ClaimedDelivery> taken = new ArrayList<>();
    List<WebhookEndpointId> quiet = new ArrayList<>();
    deliveries.undone(
        () -> {
          plan(vendor, AT_ONCE, 1000);
          quiet.add(plan(vendor, AT_ONCE, 1));
          taken.addAll(claims.turn(List.of(), AT_ONCE, List.of()));
        });

    assertThat(taken)
        .extracting(one -> one.recipient().endpoint())
        .filteredOn(quiet.getFirst()::equals)
        .hasSize(1);
  }

  @Test
  void whatADeletedEndpointWasServedIsNotItsVendorsTurn() {
    VendorId anew = VendorId.next();
    VendorId waiting = VendorId.next();
    List<ClaimedDelivery> taken = new ArrayList<>();
    deliveries.undone(
        () -> {
          WebhookEndpointId deleted = deliveries.endpoint(anew, 1);
          sql.update(
              "UPDATE webhook_endpoint SET status = 'DELETED', claimed_at = clock_timestamp()"
                  + " WHERE id = ?",
              deleted);
          plan(anew, 1, 1);
          WebhookEndpointId served = plan(waiting, 1, 1);
          sql.update(
              "UPDATE webhook_endpoint SET claimed_at = clock_timestamp() - interval '1 minute'"
                  + " WHERE id = ?",
              served);
          taken.addAll(claims.turn(List.of(), 1, List.of()));
        });

    assertThat(vendors(taken)).containsExactly(anew);
  }

  private static List<VendorId> vendors(List<ClaimedDelivery> taken) {
    return taken.stream().map(one -> one.recipient().owner().vendorId()).toList();
  }

  private WebhookEndpointId plan(VendorId vendor, int concurrency, int count) {
    WebhookEndpointId endpoint = deliveries.endpoint(vendor, concurrency);
    deliveries.plan(vendor, endpoint, count);
    return endpoint;
  }
}
