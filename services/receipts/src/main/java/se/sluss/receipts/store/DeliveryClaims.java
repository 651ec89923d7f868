package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.DeliveryKind;
import se.sluss.receipts.webhook.delivery.Payload;

/**
 * Takes due deliveries. Tests come first; an endpoint has one at most. The endpoints are locked
 * first, and what they have in flight is counted in a later statement, whose snapshot is newer than
 * the locks: two processes never count the same free place.
 *
 * <p>Whoever was served least recently comes first: among vendors, then among a vendor's endpoints.
 * Within one claim vendors take turns, and a vendor's endpoints take turns within its own, so that
 * nobody's backlog stands before somebody else's first delivery.
 */
@ApplicationScoped
class DeliveryClaims {
  private static final String DUE =
      " d.status = 'PENDING' AND d.due_at <= statement_timestamp()"
          + " AND (d.lease_until IS NULL OR d.lease_until <= statement_timestamp())";

  /** What may be begun at an endpoint: its free places, and what its rate leaves of this second. */
  private static final String ROOM =
      "least(e.concurrency - (SELECT count(*) FROM webhook_delivery f WHERE f.endpoint_id = e.id"
          + " AND f.lease_until > statement_timestamp()),"
          + " e.max_per_second - (SELECT count(*) FROM unnest(e.claims) c"
          + " WHERE c > statement_timestamp() - interval '1 second'))";

  private static final String EVENTS = "d.kind <> 'TEST'";
  private static final String TESTS = "d.kind = 'TEST'";

  private static final String CHOSEN =
      "SELECT c.id, c.kind, c.attempts, e.id AS endpoint_id, e.version, e.vendor_id, e.tenant_id,"
          + " e.mode, e.url, e.sealed_secret, CASE WHEN e.old_secret_until > statement_timestamp()"
          + " THEN e.old_sealed_secret END AS old_sealed_secret, v.id AS event_id, v.submission_id,"
          + " v.body, v.traceparent FROM ";

  private static final String LOCK_FOR_EVENTS = lockEndpoints("e.status = 'ACTIVE'", EVENTS);
  private static final String LOCK_FOR_TESTS = lockEndpoints("e.status <> 'DELETED'", TESTS);
  private static final String CHOOSE_EVENTS = choose(EVENTS);
  private static final String CHOOSE_TESTS = choose(TESTS);

  private static final String NOTE_LOST =
      "UPDATE webhook_attempt SET outcome = 'LOST' WHERE delivery_id = ANY (?) AND outcome IS NULL";

  private static final String TAKE =
      "UPDATE webhook_delivery SET attempts = ?, attempt_id = ?,"
          + " lease_until = clock_timestamp() + ? * interval '1 millisecond' WHERE id = ?";

  private static final String BEGIN_ATTEMPT =
      "INSERT INTO webhook_attempt (id, vendor_id, tenant_id, mode, delivery_id, number,"
          + " started_at) VALUES (?, ?, ?, ?, ?, ?, clock_timestamp())";

  private static final String MARK_ENDPOINT =
      "UPDATE webhook_endpoint SET claimed_at = clock_timestamp(), claims = CASE"
          + " WHEN max_per_second IS NULL THEN '{}' ELSE array(SELECT c FROM unnest(claims) c"
          + " WHERE c > statement_timestamp() - interval '1 second')"
          + " || array_fill(clock_timestamp(), ARRAY[?]) END WHERE id = ?";

  private final Sql sql;
  private final WebhookConfig config;

  DeliveryClaims(Sql sql, WebhookConfig config) {
    this.sql = sql;
    this.config = config;
  }

  private static String lockEndpoints(String status, String kind) {
    return "WITH vendor AS (SELECT vendor_id, max(claimed_at) AS served FROM webhook_endpoint"
        + " GROUP BY vendor_id) SELECT e.id FROM webhook_endpoint e JOIN vendor USING (vendor_id)"
        + " WHERE "
        + status
        + " AND e.vendor_id <> ALL (?) AND EXISTS (SELECT FROM webhook_delivery d"
        + " WHERE d.endpoint_id = e.id AND "
        + kind
        + " AND"
        + DUE
        + ") AND "
        + ROOM
        + " > 0 ORDER BY vendor.served NULLS FIRST, e.claimed_at NULLS FIRST LIMIT ?"
        + " FOR NO KEY UPDATE OF e SKIP LOCKED";
  }

  private static String choose(String kind) {
    return CHOSEN
        + "webhook_endpoint e CROSS JOIN LATERAL (SELECT o.*, row_number() OVER"
        + " (ORDER BY o.due_at, o.id) AS turn FROM ("
        + " SELECT d.id, d.kind, d.attempts, d.event_id, d.due_at FROM webhook_delivery d"
        + " WHERE d.endpoint_id = e.id AND "
        + kind
        + " AND"
        + DUE
        + " ORDER BY d.due_at, d.id LIMIT greatest(0, "
        + ROOM
        + ") FOR UPDATE SKIP LOCKED) o) c"
        + " JOIN public_event v ON v.id = c.event_id"
        + " WHERE e.id = ANY (?)"
        + " ORDER BY row_number() OVER (PARTITION BY e.vendor_id ORDER BY c.turn, c.due_at, c.id),"
        + " c.due_at, c.id LIMIT ?";
  }

  /** Takes so many at most, and notes the attempts as begun. */
  List<ClaimedDelivery> take(int most, Collection<VendorId> satisfied) {
    List<ClaimedDelivery> taken =
        new ArrayList<>(take(LOCK_FOR_TESTS, CHOOSE_TESTS, most, satisfied));
    int left = most - taken.size();
    if (left > 0) {
      taken.addAll(take(LOCK_FOR_EVENTS, CHOOSE_EVENTS, left, satisfied));
    }
    return taken;
  }

  private List<ClaimedDelivery> take(
      String lock, String choose, int most, Collection<VendorId> satisfied) {
    List<String> endpoints = sql.query(lock, row -> row.getString(1), List.copyOf(satisfied), most);
    if (endpoints.isEmpty()) {
      return List.of();
    }
    List<ClaimedDelivery> chosen = sql.query(choose, DeliveryClaims::claimed, endpoints, most);
    if (chosen.isEmpty()) {
      return chosen;
    }
    begin(chosen);
    Map<WebhookEndpointId, Long> counts =
        chosen.stream()
            .collect(
                Collectors.groupingBy(one -> one.recipient().endpoint(), Collectors.counting()));
    List<@Nullable Object[]> marks = new ArrayList<>();
    counts.forEach((endpoint, count) -> marks.add(new Object[] {Math.toIntExact(count), endpoint}));
    sql.updateEach(MARK_ENDPOINT, marks);
    return chosen;
  }

  private void begin(List<ClaimedDelivery> chosen) {
    List<@Nullable Object[]> taken = new ArrayList<>();
    List<@Nullable Object[]> begun = new ArrayList<>();
    for (ClaimedDelivery delivery : chosen) {
      Owner owner = delivery.recipient().owner();
      taken.add(
          new Object[] {
            delivery.number(), delivery.attempt(), config.lease().toMillis(), delivery.id()
          });
      begun.add(
          new Object[] {
            delivery.attempt(),
            owner.vendorId(),
            owner.tenantId(),
            owner.mode().wire(),
            delivery.id(),
            delivery.number()
          });
    }
    List<DeliveryId> repeated =
        chosen.stream().filter(one -> one.number() > 1).map(ClaimedDelivery::id).toList();
    if (!repeated.isEmpty()) {
      sql.update(NOTE_LOST, repeated);
    }
    sql.updateEach(TAKE, taken);
    sql.updateEach(BEGIN_ATTEMPT, begun);
  }

  private static ClaimedDelivery claimed(ResultSet row) throws SQLException {
    byte[] old = row.getBytes("old_sealed_secret");
    SealedBytes current = SealedBytes.of(row.getBytes("sealed_secret"));
    return new ClaimedDelivery(
        DeliveryId.of(row.getString("id")),
        DeliveryKind.valueOf(row.getString("kind")),
        AttemptId.next(),
        row.getInt("attempts") + 1,
        new ClaimedDelivery.Recipient(
            WebhookEndpointId.of(row.getString("endpoint_id")),
            row.getLong("version"),
            EndpointTable.owner(row),
            row.getString("url"),
            old == null ? List.of(current) : List.of(current, SealedBytes.of(old))),
        new ClaimedDelivery.Message(
            EventId.of(row.getString("event_id")),
            Optional.ofNullable(row.getString("submission_id")).map(SubmissionId::of),
            Payload.of(row.getBytes("body"))),
        row.getString("traceparent"));
  }
}
