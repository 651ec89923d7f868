package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.event.OtherSubscribers;
import se.sluss.receipts.event.PublicEvent;
import se.sluss.receipts.event.Subscribers;
import se.sluss.receipts.webhook.delivery.AnswerExcerpt;
import se.sluss.receipts.webhook.delivery.Deliveries;
import se.sluss.receipts.webhook.delivery.Delivery;
import se.sluss.receipts.webhook.delivery.Delivery.Attempt;
import se.sluss.receipts.webhook.delivery.DeliveryFilter;
import se.sluss.receipts.webhook.delivery.DeliveryKind;
import se.sluss.receipts.webhook.delivery.DeliveryStatus;
import se.sluss.receipts.webhook.endpoint.Endpoint;

/** Deliveries as rows. */
@ApplicationScoped
public class DeliveryTable implements Deliveries, Subscribers, OtherSubscribers {
  private static final String PLAN =
      "INSERT INTO webhook_delivery (id, vendor_id, tenant_id, mode, endpoint_id, event_id, kind,"
          + " status, due_at, created_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, 'PENDING', clock_timestamp(), clock_timestamp())";

  private static final String PLAN_TEST =
      PLAN + " ON CONFLICT (endpoint_id) WHERE status = 'PENDING' AND kind = 'TEST' DO NOTHING";

  private static final String INTERESTED =
      "SELECT id, tenant_id FROM webhook_endpoint"
          + " WHERE vendor_id = ? AND mode = ? AND status IN ('ACTIVE', 'PAUSED', 'DISABLED')"
          + " AND id IS DISTINCT FROM ?"
          + " AND (tenant_id IS NULL OR tenant_id = ?)"
          + " AND (tenant_ids IS NULL OR ? = ANY (tenant_ids)) AND event_types && ?"
          + " ORDER BY id";

  private static final String READ =
      "SELECT d.id, d.endpoint_id, d.event_id, v.type, d.kind, d.status, d.created_at,"
          + " CASE WHEN e.status = 'ACTIVE' OR d.kind = 'TEST' THEN d.due_at END AS due_at,"
          + " d.ended_at FROM webhook_delivery d JOIN public_event v ON v.id = d.event_id"
          + " JOIN webhook_endpoint e ON e.id = d.endpoint_id WHERE e.status <> 'DELETED'";

  private final Sql sql;

  DeliveryTable(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void tell(PublicEvent event) {
    tell(event, Optional.empty());
  }

  @Override
  public void tellAllBut(WebhookEndpointId endpoint, PublicEvent event) {
    tell(event, Optional.of(endpoint));
  }

  private void tell(PublicEvent event, Optional<WebhookEndpointId> except) {
    Optional<TenantId> tenant = event.owner().tenantId();
    String vendor = event.owner().vendorId().value();
    String mode = event.owner().mode().wire();
    List<@Nullable Object[]> planned =
        sql.query(
            INTERESTED,
            row ->
                new @Nullable Object[] {
                  DeliveryId.next(),
                  vendor,
                  row.getString("tenant_id"),
                  mode,
                  row.getString("id"),
                  event.id(),
                  DeliveryKind.EVENT
                },
            vendor,
            mode,
            except,
            tenant,
            tenant,
            event.kind().subscriptions());
    sql.updateEach(PLAN, planned);
  }

  @Override
  public DeliveryId plan(Endpoint endpoint, EventId event, DeliveryKind kind) {
    DeliveryId id = DeliveryId.next();
    sql.update(PLAN, row(id, endpoint, event, kind));
    return id;
  }

  @Override
  public Optional<DeliveryId> planTest(Endpoint endpoint, EventId event) {
    DeliveryId id = DeliveryId.next();
    int planned = sql.update(PLAN_TEST, row(id, endpoint, event, DeliveryKind.TEST));
    return planned == 0 ? Optional.empty() : Optional.of(id);
  }

  private static @Nullable Object[] row(
      DeliveryId id, Endpoint endpoint, EventId event, DeliveryKind kind) {
    return new @Nullable Object[] {
      id,
      endpoint.owner().vendorId(),
      endpoint.owner().tenantId(),
      endpoint.owner().mode().wire(),
      endpoint.id(),
      event,
      kind
    };
  }

  @Override
  public Optional<Delivery> find(DeliveryId id) {
    return withAttempts(sql.query(READ + " AND d.id = ?", DeliveryTable::delivery, id)).stream()
        .findFirst();
  }

  @Override
  public List<Delivery> list(
      WebhookEndpointId endpoint, DeliveryFilter filter, @Nullable Position after, int most) {
    List<@Nullable Object> parameters = new ArrayList<>();
    StringBuilder wanted = new StringBuilder(READ).append(" AND d.endpoint_id = ?");
    parameters.add(endpoint);
    filter
        .status()
        .ifPresent(
            status -> {
              wanted.append(" AND d.status = ?");
              parameters.add(status);
            });
    filter
        .eventType()
        .ifPresent(
            type -> {
              wanted.append(" AND v.type = ?");
              parameters.add(type);
            });
    if (after != null) {
      wanted.append(" AND (d.created_at, d.id) < (?, ?)");
      parameters.add(after.at());
      parameters.add(after.id());
    }
    wanted.append(" ORDER BY d.created_at DESC, d.id DESC LIMIT ?");
    parameters.add(most);
    return withAttempts(
        sql.query(wanted.toString(), DeliveryTable::delivery, parameters.toArray()));
  }

  private record NumberedAttempt(String delivery, Attempt attempt) {}

  private List<Delivery> withAttempts(List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return deliveries;
    }
    Map<String, List<Attempt>> attempts =
        sql
            .query(
                "SELECT delivery_id, number, started_at, outcome, reason, status, took_millis,"
                    + " answer FROM webhook_attempt WHERE delivery_id = ANY (?) ORDER BY number",
                row -> new NumberedAttempt(row.getString("delivery_id"), attempt(row)),
                deliveries.stream().map(Delivery::id).toList())
            .stream()
            .collect(
                Collectors.groupingBy(
                    NumberedAttempt::delivery,
                    Collectors.mapping(NumberedAttempt::attempt, Collectors.toList())));
    List<Delivery> complete = new ArrayList<>();
    for (Delivery bare : deliveries) {
      complete.add(
          new Delivery(
              bare.id(),
              bare.endpoint(),
              bare.event(),
              bare.eventType(),
              bare.kind(),
              bare.status(),
              bare.createdAt(),
              bare.nextAttemptAt(),
              bare.endedAt(),
              attempts.getOrDefault(bare.id().value(), List.of())));
    }
    return complete;
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        DeliveryId.of(row.getString("id")),
        WebhookEndpointId.of(row.getString("endpoint_id")),
        EventId.of(row.getString("event_id")),
        row.getString("type"),
        DeliveryKind.valueOf(row.getString("kind")),
        DeliveryStatus.valueOf(row.getString("status")),
        Sql.time(row, "created_at"),
        Optional.ofNullable(Sql.instant(row, "due_at")),
        Optional.ofNullable(Sql.instant(row, "ended_at")),
        List.of());
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    byte[] answer = row.getBytes("answer");
    return new Attempt(
        row.getInt("number"),
        Sql.time(row, "started_at"),
        Optional.ofNullable(row.getString("outcome")),
        Optional.ofNullable(row.getString("reason")),
        Optional.ofNullable(row.getObject("status", Integer.class)),
        Optional.ofNullable(row.getObject("took_millis", Long.class)).map(Duration::ofMillis),
        answer == null ? AnswerExcerpt.NOTHING : AnswerExcerpt.of(answer));
  }
}
