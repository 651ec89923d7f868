package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.delivery.AttemptOutcome;
import se.sluss.receipts.webhook.delivery.AttemptReport;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.DeliveryKind;
import se.sluss.receipts.webhook.delivery.DeliveryQueue;
import se.sluss.receipts.webhook.delivery.DeliveryStatus;
import se.sluss.receipts.webhook.delivery.NextStep;
import se.sluss.receipts.webhook.delivery.Payload;

/**
 * The queue of deliveries, in SQL and by the database's clock. A claim locks the endpoints first
 * and counts what they have in flight in a later statement, whose snapshot is newer than the locks:
 * two processes never count the same free place.
 */
@ApplicationScoped
public class DeliveryQueueTable implements DeliveryQueue {
  private static final int ENDPOINTS_AT_ONCE = 200;

  /** Due, held by nobody, and not held back by the endpoint's status. */
  private static final String CLAIMABLE =
      " d.endpoint_id = e.id AND d.status = 'PENDING' AND d.due_at <= statement_timestamp()"
          + " AND (d.lease_until IS NULL OR d.lease_until <= statement_timestamp())"
          + " AND (d.kind <> 'EVENT' OR e.status = 'ACTIVE')";

  private static final String IN_FLIGHT =
      "(SELECT count(*) FROM webhook_delivery f WHERE f.endpoint_id = e.id"
          + " AND f.status = 'PENDING' AND f.lease_until > statement_timestamp())";

  private static final String LOCK_ENDPOINTS =
      "SELECT e.id FROM webhook_endpoint e WHERE e.status <> 'DELETED' AND e.concurrency > "
          + IN_FLIGHT
          + " AND EXISTS (SELECT 1 FROM webhook_delivery d WHERE"
          + CLAIMABLE
          + ") ORDER BY random() LIMIT ? FOR NO KEY UPDATE SKIP LOCKED";

  private static final String CHOOSE =
      "SELECT c.id, c.kind, c.attempts, e.id AS endpoint_id, e.vendor_id, e.tenant_id, e.mode,"
          + " e.url, e.sealed_secret, v.id AS event_id, v.submission_id, v.body, v.traceparent"
          + " FROM webhook_endpoint e CROSS JOIN LATERAL ("
          + " SELECT d.id, d.kind, d.attempts, d.event_id FROM webhook_delivery d WHERE"
          + CLAIMABLE
          + " ORDER BY d.due_at, d.id LIMIT greatest(0, e.concurrency - "
          + IN_FLIGHT
          + ") FOR UPDATE SKIP LOCKED) c"
          + " JOIN public_event v ON v.id = c.event_id"
          + " WHERE e.id = ANY (?) LIMIT ?";

  private static final String TAKE =
      "UPDATE webhook_delivery SET attempts = ?, attempt_id = ?,"
          + " lease_until = clock_timestamp() + ? * interval '1 millisecond' WHERE id = ?";

  private static final String NOTE_LOST =
      "UPDATE webhook_attempt SET outcome = 'LOST' WHERE delivery_id = ANY (?) AND outcome IS NULL";

  private static final String BEGIN_ATTEMPT =
      "INSERT INTO webhook_attempt (id, vendor_id, tenant_id, mode, delivery_id, number, started_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, clock_timestamp())";

  private final Transactions transactions;
  private final Sql sql;
  private final WebhookConfig config;

  DeliveryQueueTable(Transactions transactions, Sql sql, WebhookConfig config) {
    this.transactions = transactions;
    this.sql = sql;
    this.config = config;
  }

  @Override
  public List<ClaimedDelivery> claim(int most) {
    return transactions.asSystem(
        () -> {
          List<String> endpoints =
              sql.query(LOCK_ENDPOINTS, row -> row.getString(1), ENDPOINTS_AT_ONCE);
          if (endpoints.isEmpty()) {
            return List.of();
          }
          List<ClaimedDelivery> chosen =
              sql.query(CHOOSE, DeliveryQueueTable::claimed, endpoints, most);
          take(chosen);
          return chosen;
        });
  }

  private void take(List<ClaimedDelivery> chosen) {
    if (chosen.isEmpty()) {
      return;
    }
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
    sql.update(NOTE_LOST, chosen.stream().map(ClaimedDelivery::id).toList());
    sql.updateEach(TAKE, taken);
    sql.updateEach(BEGIN_ATTEMPT, begun);
  }

  @Override
  public void complete(ClaimedDelivery delivery, AttemptReport report, NextStep next) {
    transactions.asSystem(
        () -> {
          note(delivery.attempt(), report);
          switch (next) {
            case NextStep.End(DeliveryStatus status) -> end(delivery, status);
            case NextStep.Disable() -> {
              end(delivery, DeliveryStatus.FAILED);
              disable(delivery.recipient().endpoint());
            }
            case NextStep.Retry(Duration delay) -> retry(delivery, delay);
          }
          adapt(delivery, report.outcome());
        });
  }

  private void note(AttemptId attempt, AttemptReport report) {
    sql.update(
        "UPDATE webhook_attempt SET outcome = ?, reason = ?, status = ?, took_millis = ?,"
            + " answer = ? WHERE id = ?",
        report.outcome().word(),
        report.reason(),
        report.status(),
        report.took().toMillis(),
        report.answer().bytes(),
        attempt);
  }

  /**
   * Delivered is delivered, even by an attempt that was taken for lost; all else needs the lease.
   */
  private void end(ClaimedDelivery delivery, DeliveryStatus status) {
    sql.update(
        "UPDATE webhook_delivery SET status = ?, ended_at = clock_timestamp(), due_at = NULL,"
            + " lease_until = NULL WHERE id = ? AND status = 'PENDING'"
            + " AND (attempt_id = ? OR ? = 'DELIVERED')",
        status,
        delivery.id(),
        delivery.attempt(),
        status);
  }

  private void retry(ClaimedDelivery delivery, Duration delay) {
    sql.update(
        "UPDATE webhook_delivery SET lease_until = NULL,"
            + " due_at = clock_timestamp() + ? * interval '1 millisecond'"
            + " WHERE id = ? AND status = 'PENDING' AND attempt_id = ?",
        delay.toMillis(),
        delivery.id(),
        delivery.attempt());
  }

  private void disable(WebhookEndpointId endpoint) {
    sql.update(
        "UPDATE webhook_endpoint SET status = 'DISABLED', status_since = clock_timestamp(),"
            + " version = version + 1 WHERE id = ? AND status = 'ACTIVE'",
        endpoint);
  }

  /** The endpoint's places: one more after success, half as many after overload. */
  private void adapt(ClaimedDelivery delivery, AttemptOutcome outcome) {
    WebhookEndpointId endpoint = delivery.recipient().endpoint();
    switch (outcome) {
      case AttemptOutcome.Delivered _ -> {
        sql.update(
            "UPDATE webhook_endpoint SET concurrency = concurrency + 1"
                + " WHERE id = ? AND concurrency < ?",
            endpoint,
            config.perEndpoint());
        if (delivery.kind() == DeliveryKind.TEST) {
          sql.update(
              "UPDATE webhook_endpoint SET status = 'ACTIVE', status_since = clock_timestamp(),"
                  + " version = version + 1 WHERE id = ? AND status IN ('PENDING_TEST', 'DISABLED')",
              endpoint);
        }
      }
      case AttemptOutcome.Overloaded _ ->
          sql.update(
              "UPDATE webhook_endpoint SET concurrency = greatest(1, concurrency / 2)"
                  + " WHERE id = ? AND concurrency > 1",
              endpoint);
      case AttemptOutcome.Failed _, AttemptOutcome.Gone _ -> {
        // Says nothing of how much the endpoint can take.
      }
    }
  }

  @Override
  public Backlog backlog() {
    return transactions.asSystem(
        () ->
            sql.first(
                    "SELECT count(*), coalesce(extract(epoch FROM max(statement_timestamp()"
                        + " - d.due_at) FILTER (WHERE e.status = 'ACTIVE' AND d.due_at <="
                        + " statement_timestamp() AND (d.lease_until IS NULL OR d.lease_until <="
                        + " statement_timestamp()))), 0)::bigint FROM webhook_delivery d"
                        + " JOIN webhook_endpoint e ON e.id = d.endpoint_id"
                        + " WHERE d.status = 'PENDING'",
                    row -> new Backlog(row.getLong(1), Duration.ofSeconds(row.getLong(2))))
                .orElseThrow());
  }

  private static ClaimedDelivery claimed(ResultSet row) throws SQLException {
    Owner owner =
        new Owner(
            VendorId.of(row.getString("vendor_id")),
            Optional.ofNullable(row.getString("tenant_id")).map(TenantId::of),
            Mode.ofWire(row.getString("mode")));
    return new ClaimedDelivery(
        DeliveryId.of(row.getString("id")),
        DeliveryKind.valueOf(row.getString("kind")),
        AttemptId.next(),
        row.getInt("attempts") + 1,
        new ClaimedDelivery.Recipient(
            WebhookEndpointId.of(row.getString("endpoint_id")),
            owner,
            row.getString("url"),
            SealedBytes.of(row.getBytes("sealed_secret"))),
        new ClaimedDelivery.Message(
            EventId.of(row.getString("event_id")),
            Optional.ofNullable(row.getString("submission_id")).map(SubmissionId::of),
            Payload.of(row.getBytes("body"))),
        row.getString("traceparent"));
  }
}
