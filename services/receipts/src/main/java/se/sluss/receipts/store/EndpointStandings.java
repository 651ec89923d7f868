package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.EventId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.event.EndpointEvents;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.delivery.AttemptOutcome;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.DeliveryKind;
import se.sluss.receipts.webhook.delivery.EndedAttempt;
import se.sluss.receipts.webhook.delivery.FailureReason;
import se.sluss.receipts.webhook.endpoint.DisabledReason;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.FailingEndpoints;
import se.sluss.receipts.webhook.endpoint.Trouble;

/** What attempts come to for their endpoint: places, failures, and whether it is active. */
@ApplicationScoped
public class EndpointStandings implements FailingEndpoints {
  private static final int AT_ONCE = 50;

  static final String FORGET_FAILURES =
      "UPDATE webhook_endpoint SET failing_since = NULL, failing_event = NULL,"
          + " other_failed_at = NULL, last_failed_at = NULL, failed_apart = false,"
          + " failing_told = 0";

  /** For a statement: endpoints, each named once for each success, and the most in flight. */
  static final String SUCCEEDED = "webhook_endpoints_succeeded(?::text[], ?::int)";

  /** The event differs from one that failed long enough before. */
  private static final String FAILED =
      "UPDATE webhook_endpoint SET concurrency = CASE WHEN ? THEN greatest(1, concurrency / 2)"
          + " ELSE concurrency END,"
          + " failed_apart = failed_apart OR coalesce(CASE WHEN failing_event = ?"
          + " THEN other_failed_at ELSE failing_since END"
          + " <= clock_timestamp() - ? * interval '1 millisecond', false),"
          + " other_failed_at = coalesce(other_failed_at,"
          + " CASE WHEN failing_event <> ? THEN clock_timestamp() END),"
          + " version = version + (failing_since IS NULL)::int,"
          + " failing_since = coalesce(failing_since, clock_timestamp()),"
          + " failing_event = coalesce(failing_event, ?), last_failed_at = clock_timestamp()"
          + " WHERE id = ?";

  private static final String TOO_LONG =
      "(failed_apart AND last_failed_at - failing_since >= ? * interval '1 millisecond')";

  private static final String DUE =
      "SELECT *, "
          + TOO_LONG
          + " AS too_long FROM webhook_endpoint WHERE status = 'ACTIVE'"
          + " AND failing_since IS NOT NULL AND ("
          + TOO_LONG
          + " OR clock_timestamp() - failing_since"
          + " >= (?::bigint[])[failing_told + 1] * interval '1 millisecond')"
          + " ORDER BY failing_since LIMIT ? FOR NO KEY UPDATE SKIP LOCKED";

  private static final String TOLD =
      "UPDATE webhook_endpoint SET failing_told = (SELECT count(*) FROM unnest(?::bigint[]) t"
          + " WHERE clock_timestamp() - failing_since >= t * interval '1 millisecond')"
          + " WHERE id = ? RETURNING failing_told";

  private final Transactions transactions;
  private final Sql sql;
  private final EndpointEvents events;
  private final Event<Trouble> told;
  private final WebhookConfig config;

  EndpointStandings(
      Transactions transactions,
      Sql sql,
      EndpointEvents events,
      Event<Trouble> told,
      WebhookConfig config) {
    this.transactions = transactions;
    this.sql = sql;
    this.events = events;
    this.told = told;
    this.config = config;
  }

  /**
   * Notes what attempts say of their endpoints, in their order and in the transaction that notes
   * the attempts. Successes that stand together, which is nearly all, are told in one trip.
   */
  void after(List<EndedAttempt> ended) {
    List<WebhookEndpointId> succeeded = new ArrayList<>();
    for (EndedAttempt one : ended) {
      ClaimedDelivery delivery = one.delivery();
      if (one.report().outcome() instanceof AttemptOutcome.Delivered) {
        succeeded.add(delivery.recipient().endpoint());
        if (delivery.kind() != DeliveryKind.TEST) {
          continue;
        }
      }
      succeeded(succeeded);
      succeeded.clear();
      after(delivery, one.report().outcome());
    }
    succeeded(succeeded);
  }

  private void succeeded(List<WebhookEndpointId> endpoints) {
    if (!endpoints.isEmpty()) {
      sql.query("SELECT " + SUCCEEDED, row -> true, endpoints, config.perEndpoint());
    }
  }

  private void after(ClaimedDelivery delivery, AttemptOutcome outcome) {
    switch (outcome) {
      case AttemptOutcome.Delivered _ -> tested(delivery);
      case AttemptOutcome.Gone _ -> gone(delivery);
      case AttemptOutcome.Overloaded _ -> failed(delivery, true);
      case AttemptOutcome.Failed(FailureReason reason) -> {
        if (reason != FailureReason.INTERNAL) {
          failed(delivery, false);
        }
      }
    }
  }

  /** A test says nothing of a URL that the endpoint was given while it was under way. */
  private void tested(ClaimedDelivery delivery) {
    sql.update(
        "UPDATE webhook_endpoint SET status = CASE WHEN paused_after_test THEN 'PAUSED'"
            + " ELSE 'ACTIVE' END, paused_after_test = false, status_reason = NULL,"
            + " status_since = clock_timestamp(), version = version + 1"
            + " WHERE id = ? AND url = ? AND status IN ('PENDING_TEST', 'DISABLED')",
        delivery.recipient().endpoint(),
        delivery.recipient().url());
  }

  /** A test that fails is its owner's experiment and says nothing of what is sent. */
  private void failed(ClaimedDelivery delivery, boolean overloaded) {
    if (delivery.kind() == DeliveryKind.TEST) {
      return;
    }
    EventId event = delivery.message().event();
    sql.update(
        FAILED,
        overloaded,
        event,
        config.failuresApart().toMillis(),
        event,
        event,
        delivery.recipient().endpoint());
  }

  private void gone(ClaimedDelivery delivery) {
    sql.first(
            "SELECT * FROM webhook_endpoint WHERE id = ? AND url = ? AND status = 'ACTIVE'"
                + " FOR NO KEY UPDATE",
            EndpointTable::endpoint,
            delivery.recipient().endpoint(),
            delivery.recipient().url())
        .ifPresent(active -> disable(active, DisabledReason.GONE, Trouble.GONE));
  }

  private void disable(Endpoint endpoint, DisabledReason reason, Trouble trouble) {
    sql.update(
        "UPDATE webhook_endpoint SET status = 'DISABLED', status_reason = ?,"
            + " status_since = clock_timestamp(), version = version + 1 WHERE id = ?",
        reason,
        endpoint.id());
    events.disabled(endpoint, reason);
    told.fire(trouble);
  }

  private record Due(Endpoint endpoint, boolean tooLong) {}

  @Override
  public boolean tellOrDisable() {
    List<Long> tellAfter = config.failingToldAfter().stream().map(Duration::toMillis).toList();
    long disableAfter = config.disableAfter().toMillis();
    return transactions.asSystem(
        () -> {
          List<Due> due =
              sql.query(
                  DUE,
                  row -> new Due(EndpointTable.endpoint(row), row.getBoolean("too_long")),
                  disableAfter,
                  disableAfter,
                  tellAfter,
                  AT_ONCE);
          for (Due one : due) {
            if (one.tooLong()) {
              disable(one.endpoint(), DisabledReason.FAILED_TOO_LONG, Trouble.FAILED_TOO_LONG);
            } else {
              int times =
                  sql.first(TOLD, row -> row.getInt(1), tellAfter, one.endpoint().id())
                      .orElseThrow();
              events.failing(one.endpoint());
              told.fire(times > 1 ? Trouble.FAILING_LONG : Trouble.FAILING);
            }
          }
          return due.size() == AT_ONCE;
        });
  }

  @Override
  public Troubled count() {
    return transactions.asSystem(
        () ->
            sql.first(
                    "SELECT count(failing_since) FILTER (WHERE status = 'ACTIVE') AS failing,"
                        + " count(*) FILTER (WHERE status = 'DISABLED') AS disabled"
                        + " FROM webhook_endpoint WHERE status <> 'DELETED'",
                    row -> new Troubled(row.getLong("failing"), row.getLong("disabled")))
                .orElseThrow());
  }
}
