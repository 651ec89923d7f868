package se.sluss.receipts.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.EndpointStatus;
import se.sluss.receipts.webhook.endpoint.Endpoints;

/** Webhook endpoints as rows. */
@ApplicationScoped
public class EndpointRepository
    implements Endpoints, PanacheRepositoryBase<EndpointEntity, String> {
  private static final String DELETED = EndpointStatus.DELETED.name();
  private static final String OWNED = "vendorId = ?1 and mode = ?2 and status <> ?3";
  private static final String NEWEST_FIRST = " order by createdAt desc, id desc";

  private final WebhookConfig config;
  private final Sql sql;
  private final InstantSource clock;

  EndpointRepository(WebhookConfig config, Sql sql, InstantSource clock) {
    this.config = config;
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public void add(Endpoint endpoint) {
    persistAndFlush(EndpointEntity.of(endpoint, config.perEndpoint()));
  }

  @Override
  public Optional<Endpoint> find(WebhookEndpointId id) {
    return row(id).map(EndpointEntity::endpoint);
  }

  @Override
  public List<Endpoint> list(Owner owner, @Nullable Position after, int most) {
    String vendor = owner.vendorId().value();
    String mode = owner.mode().wire();
    var rows =
        after == null
            ? find(OWNED + NEWEST_FIRST, vendor, mode, DELETED)
            : find(
                OWNED + " and (createdAt < ?4 or (createdAt = ?4 and id < ?5))" + NEWEST_FIRST,
                vendor,
                mode,
                DELETED,
                after.at(),
                after.id());
    return rows.range(0, most - 1).stream().map(EndpointEntity::endpoint).toList();
  }

  @Override
  public boolean delete(WebhookEndpointId id) {
    Optional<EndpointEntity> row = row(id);
    row.ifPresent(
        endpoint -> {
          endpoint.status = DELETED;
          endpoint.statusSince = clock.instant();
          flush();
          sql.update(
              "UPDATE webhook_delivery SET status = 'FAILED', due_at = NULL, lease_until = NULL,"
                  + " ended_at = clock_timestamp() WHERE endpoint_id = ? AND status = 'PENDING'",
              id);
        });
    return row.isPresent();
  }

  private Optional<EndpointEntity> row(WebhookEndpointId id) {
    return findByIdOptional(id.value()).filter(row -> !row.status.equals(DELETED));
  }
}
