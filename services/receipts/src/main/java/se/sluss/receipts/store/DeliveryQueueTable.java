package se.sluss.receipts.store;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.together.Together;
import se.sluss.model.id.VendorId;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.DeliveryQueue;
import se.sluss.receipts.webhook.delivery.EndedAttempt;

/**
 * The queue of deliveries, by the database's clock. Attempts that end at about the same time share
 * a commit.
 */
@ApplicationScoped
public class DeliveryQueueTable implements DeliveryQueue {
  private static final Logger LOG = Logger.getLogger(DeliveryQueueTable.class);
  private static final int COMPLETED_TOGETHER = 64;
  private static final int ORPHANS_AT_ONCE = 500;

  /** Of a delivery d. */
  private static final String DUE_AND_UNOWNED =
      " AND d.status = 'PENDING' AND d.due_at <= statement_timestamp()"
          + " AND (d.lease_until IS NULL OR d.lease_until <= statement_timestamp())";

  private final Transactions transactions;
  private final Sql sql;
  private final WebhookConfig config;
  private final DeliveryClaims claims;
  private final AttemptNotes notes;
  private final Together<EndedAttempt, Boolean> completions;

  DeliveryQueueTable(
      Transactions transactions,
      Sql sql,
      WebhookConfig config,
      DeliveryClaims claims,
      AttemptNotes notes) {
    this.transactions = transactions;
    this.sql = sql;
    this.config = config;
    this.claims = claims;
    this.notes = notes;
    this.completions =
        new Together<>("webhook-completions", COMPLETED_TOGETHER, this::completeTogether);
  }

  @PreDestroy
  void close() {
    completions.close();
  }

  @Override
  public List<ClaimedDelivery> turn(
      List<EndedAttempt> ended, int most, Collection<VendorId> satisfied) {
    try {
      return claims.turn(ended, most, satisfied);
    } catch (RuntimeException e) {
      if (ended.isEmpty()) {
        throw e;
      }
      LOG.warn("Attempts could not be noted together; each is tried alone", e);
      ended.forEach(this::completeAlone);
      return claims.turn(List.of(), most, satisfied);
    }
  }

  @Override
  public void complete(EndedAttempt ended) {
    if (!completions.ask(ended)) {
      throw new IllegalStateException(
          "attempt of delivery " + ended.delivery().id() + " was not noted");
    }
  }

  /** One that cannot be noted does not take its neighbours along. */
  private List<Boolean> completeTogether(List<EndedAttempt> ended) {
    try {
      transactions.asSystem(() -> notes.write(ended));
      return ended.stream().map(_ -> true).toList();
    } catch (RuntimeException e) {
      if (ended.size() == 1) {
        throw e;
      }
      return ended.stream().map(this::completeAlone).toList();
    }
  }

  private boolean completeAlone(EndedAttempt one) {
    try {
      transactions.asSystem(() -> notes.write(List.of(one)));
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(
          e, "An attempt was not noted and is made again deliveryId=%s", one.delivery().id());
      return false;
    }
  }

  @Override
  public void giveBack(ClaimedDelivery delivery, Duration delay) {
    transactions.asSystem(() -> notes.forget(delivery, delay));
  }

  /** What is being attempted when its endpoint is deleted has ended a lease later. */
  @Override
  public boolean endOrphans() {
    return transactions.asSystem(
            () ->
                sql.update(
                    "UPDATE webhook_delivery SET status = 'FAILED', due_at = NULL,"
                        + " lease_until = NULL, ended_at = clock_timestamp() WHERE id IN ("
                        + "SELECT d.id FROM webhook_endpoint e"
                        + " JOIN webhook_delivery d ON d.endpoint_id = e.id"
                        + " WHERE e.status = 'DELETED' AND d.status = 'PENDING' AND e.status_since"
                        + " <= clock_timestamp() - ? * interval '1 millisecond'"
                        + " LIMIT ? FOR UPDATE OF d SKIP LOCKED)",
                    config.lease().toMillis(),
                    ORPHANS_AT_ONCE))
        == ORPHANS_AT_ONCE;
  }

  @Override
  public Backlog backlog() {
    return transactions.asSystem(
        () ->
            sql.first(
                    "SELECT (SELECT count(*) FROM webhook_delivery WHERE status = 'PENDING'),"
                        + " count(*), coalesce(extract(epoch FROM max(statement_timestamp()"
                        + " - greatest(w.due_at, e.claimed_at))), 0)::bigint"
                        + " FROM webhook_endpoint e CROSS JOIN LATERAL ("
                        + " SELECT min(due_at) AS due_at FROM ("
                        + "(SELECT d.due_at FROM webhook_delivery d WHERE e.status = 'ACTIVE'"
                        + " AND d.endpoint_id = e.id"
                        + DUE_AND_UNOWNED
                        + " ORDER BY d.due_at LIMIT 1) UNION ALL"
                        // One at most, and sent whatever the endpoint's status.
                        + " SELECT d.due_at FROM webhook_delivery d WHERE d.endpoint_id = e.id"
                        + " AND d.kind = 'TEST'"
                        + DUE_AND_UNOWNED
                        + ") due) w"
                        + " WHERE e.status <> 'DELETED' AND w.due_at IS NOT NULL AND NOT EXISTS ("
                        + " SELECT FROM webhook_delivery f WHERE f.endpoint_id = e.id"
                        + " AND f.lease_until > statement_timestamp())",
                    row ->
                        new Backlog(
                            row.getLong(1), row.getLong(2), Duration.ofSeconds(row.getLong(3))))
                .orElseThrow());
  }
}
