package se.sluss.receipts.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;

/** How many deliveries of others go before a vendor's first one, whatever those others have. */
@RoomTest
class FairClaimsIT {
  private static final int AT_ONCE = 64;
  private static final int MANY = 100_000;
  private static final DeliveryId FIRST = DeliveryId.next();

  private int planned;

  @Inject Transactions transactions;
  @Inject Sql sql;
  @Inject DeliveryClaims claims;

  /** Ends the transaction, so that nobody ever sees what was planned in it. */
  private static final class UndoneException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aVendorsFirstDeliveryIsInTheNextClaimThoughAnotherHasAHundredThousand() {
    VendorId busy = VendorId.next();
    VendorId quiet = VendorId.next();
    List<ClaimedDelivery> taken = new ArrayList<>();
    undone(
        () -> {
          plan(busy, AT_ONCE, MANY);
          plan(quiet, AT_ONCE, 1);
          taken.addAll(claims.take(AT_ONCE, List.of()));
        });

    assertThat(vendors(taken)).hasSize(AT_ONCE).contains(busy);
    assertThat(vendors(taken).indexOf(quiet)).isBetween(0, 1);
  }

  @Test
  void aVendorWithManyEndpointsTakesTurnsWithOneWhoHasOne() {
    VendorId busy = VendorId.next();
    VendorId quiet = VendorId.next();
    List<VendorId> inTurn = new ArrayList<>();
    undone(
        () -> {
          Stream.generate(() -> plan(busy, 4, 1000)).limit(2 * AT_ONCE).toList();
          plan(quiet, AT_ONCE, 1000);
          for (int claim = 0; claim < 4; claim++) {
            inTurn.addAll(vendors(claims.take(AT_ONCE, List.of())));
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
    undone(
        () -> {
          plan(vendor, AT_ONCE, 1000);
          quiet.add(plan(vendor, AT_ONCE, 1));
          taken.addAll(claims.take(AT_ONCE, List.of()));
        });

    assertThat(taken)
        .extracting(one -> one.recipient().endpoint())
        .filteredOn(quiet.getFirst()::equals)
        .hasSize(1);
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

  private static List<VendorId> vendors(List<ClaimedDelivery> taken) {
    return taken.stream().map(one -> one.recipient().owner().vendorId()).toList();
  }

  private WebhookEndpointId plan(VendorId vendor, int concurrency, int deliveries) {
    WebhookEndpointId endpoint = WebhookEndpointId.next();
    EventId event = EventId.next();
    sql.update(
        "INSERT INTO webhook_endpoint (id, version, vendor_id, mode, url, event_types, status,"
            + " sealed_secret, concurrency, created_at, status_since) VALUES (?, 0, ?, 'test',"
            + " 'https://receiver.example/', '{*}', 'ACTIVE', ''::bytea, ?, now(), now())",
        endpoint,
        vendor,
        concurrency);
    sql.update(
        "INSERT INTO public_event (id, vendor_id, mode, type, body, happened_at, traceparent)"
            + " VALUES (?, ?, 'test', 'submission.queued', '{}'::bytea, now(), '')",
        event,
        vendor);
    sql.update(
        "INSERT INTO webhook_delivery (id, vendor_id, mode, endpoint_id, event_id, kind, status,"
            + " due_at, created_at) SELECT ? || lpad(n::text, 10, '0'), ?, 'test', ?, ?, 'REPLAY',"
            + " 'PENDING', statement_timestamp() - interval '1 minute', now()"
            + " FROM generate_series(?::integer, ?) n",
        FIRST.value().substring(0, FIRST.value().length() - 10),
        vendor,
        endpoint,
        event,
        planned + 1,
        planned + deliveries);
    planned += deliveries;
    return endpoint;
  }
}
