package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;

/** Endpoints and deliveries written straight into the room's tables. */
@ApplicationScoped
class DeliveryRows {
  private final Transactions transactions;
  private final Sql sql;

  DeliveryRows(Transactions transactions, Sql sql) {
    this.transactions = transactions;
    this.sql = sql;
  }

  /** Ends the transaction, so that nobody ever sees what was in it. */
  private static final class UndoneException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Does it with the queue to itself, and leaves nothing of it. */
  void undone(Runnable work) {
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

  /** An active endpoint, in the caller's transaction. */
  WebhookEndpointId endpoint(VendorId vendor, int concurrency) {
    WebhookEndpointId endpoint = WebhookEndpointId.next();
    sql.update(
        "INSERT INTO webhook_endpoint (id, version, vendor_id, mode, url, event_types, status,"
            + " sealed_secret, concurrency, created_at, status_since) VALUES (?, 0, ?, 'test',"
            + " 'https://receiver.example/', '{*}', 'ACTIVE', ''::bytea, ?, now(), now())",
        endpoint,
        vendor,
        concurrency);
    return endpoint;
  }

  /**
   * So many to an endpoint, each of an event of its own, due now, in the caller's transaction; the
   * first to be sent first.
   */
  List<DeliveryId> plan(VendorId vendor, WebhookEndpointId endpoint, int count) {
    List<EventId> events = Stream.generate(EventId::next).limit(count).toList();
    List<DeliveryId> planned = Stream.generate(DeliveryId::next).limit(count).toList();
    sql.update(
        "INSERT INTO public_event (id, vendor_id, mode, type, body, happened_at, traceparent)"
            + " SELECT id, ?, 'test', 'submission.queued', '{}'::bytea, now(), ''"
            + " FROM unnest(?::text[]) id",
        vendor,
        events);
    sql.update(
        "INSERT INTO webhook_delivery (id, vendor_id, mode, endpoint_id, event_id, kind, status,"
            + " due_at, created_at) SELECT one.id, ?, 'test', ?, one.event, 'EVENT', 'PENDING',"
            + " clock_timestamp(), clock_timestamp()"
            + " FROM unnest(?::text[], ?::text[]) AS one (id, event)",
        vendor,
        endpoint,
        planned,
        events);
    return planned;
  }
}
