package se.sluss.receipts.support;

import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;

/** Deliveries that are due once they begin, to endpoints that nobody can reach. */
public final class PlannedDeliveries {
  private PlannedDeliveries() {}

  /** An endpoint with so many places, and so many deliveries that are due there. */
  public static WebhookEndpointId plan(VendorId vendor, int places, int deliveries) {
    WebhookEndpointId endpoint = WebhookEndpointId.next();
    EventId event = EventId.next();
    String first = DeliveryId.next().value();
    Database.change(
        "INSERT INTO webhook_endpoint (id, version, vendor_id, mode, url, event_types, status,"
            + " sealed_secret, concurrency, created_at, status_since) VALUES ('%s', 0, '%s',"
            + " 'test', 'https://receiver.example/', '{*}', 'PAUSED', ''::bytea, %d, now(), now())",
        endpoint, vendor, places);
    Database.change(
        "INSERT INTO public_event (id, vendor_id, mode, type, body, happened_at, traceparent)"
            + " VALUES ('%s', '%s', 'test', 'submission.queued', '{}'::bytea, now(), '')",
        event, vendor);
    Database.change(
        "INSERT INTO webhook_delivery (id, vendor_id, mode, endpoint_id, event_id, kind, status,"
            + " due_at, created_at) SELECT '%s' || lpad(n::text, 8, '0'), '%s', 'test', '%s', '%s',"
            + " 'REPLAY', 'PENDING', now() - interval '1 minute', now()"
            + " FROM generate_series(1, %d) n",
        first.substring(0, first.length() - 8), vendor, endpoint, event, deliveries);
    return endpoint;
  }

  /** From now on all of a vendor's may be claimed. */
  public static void begin(VendorId vendor) {
    Database.change(
        "UPDATE webhook_endpoint SET status = 'ACTIVE' WHERE vendor_id = '%s' AND status = 'PAUSED'",
        vendor);
  }

  /**
   * Deletes a vendor's endpoints, so that nobody goes on trying. They are locked in the order in
   * which the room locks them.
   */
  public static void forget(VendorId vendor) {
    Database.change(
        "UPDATE webhook_endpoint e SET status = 'DELETED', status_since = now() FROM (SELECT id"
            + " FROM webhook_endpoint WHERE vendor_id = '%s' ORDER BY id FOR UPDATE) o"
            + " WHERE e.id = o.id",
        vendor);
  }
}
