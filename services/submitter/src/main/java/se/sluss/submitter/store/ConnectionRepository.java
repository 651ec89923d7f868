package se.sluss.submitter.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.certificate.CertificateFacts;
import se.sluss.submitter.certificate.CertificatePurpose;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.SealedKey;

/** Connections by Panache, their lanes by SQL. */
@ApplicationScoped
class ConnectionRepository implements Connections, PanacheRepositoryBase<ConnectionEntity, String> {
  private final Sql sql;

  ConnectionRepository(Sql sql) {
    this.sql = sql;
  }

  @Override
  public boolean add(
      Connection connection, CertificateId id, CertificateFacts facts, SealedKey key) {
    oneAtATime(sql, connection.vendor(), connection.service(), connection.mode());
    long active =
        count(
            "vendorId = ?1 AND service = ?2 AND mode = ?3 AND active",
            connection.vendor().value(),
            connection.service().name(),
            connection.mode().wire());
    if (active > 0) {
      return false;
    }
    // One that is retired may have made a call a moment ago.
    long another =
        count(
            "vendorId = ?1 AND service = ?2 AND mode = ?3",
            connection.vendor().value(),
            connection.service().name(),
            connection.mode().wire());
    persistAndFlush(ConnectionEntity.of(connection));
    CertificateSql.insert(sql, connection, id, CertificatePurpose.TLS, "CURRENT", facts, key);
    boolean closed = connection.mode() == Mode.LIVE;
    sql.update(
        "INSERT INTO lane (connection_id, vendor_id, mode, next_at, agreed_micros,"
            + " guard_most_micros, guard_micros, identity, state, reason, changed_at) VALUES (?, ?,"
            + " ?, clock_timestamp() + micros(?), ?, ?, ?, ?, ?, ?, clock_timestamp())",
        connection.id().value(),
        connection.vendor().value(),
        connection.mode().wire(),
        Micros.of(
            another > 0 ? connection.agreedInterval().plus(connection.guard()) : Duration.ZERO),
        Micros.of(connection.agreedInterval()),
        Micros.of(connection.guard()),
        Micros.of(connection.guard()),
        id.value(),
        closed ? "PAUSED" : "RUNNING",
        closed ? "ONBOARDING" : "");
    return true;
  }

  /** Of a vendor's ways to a service; the unique indexes are only the last line. */
  static void oneAtATime(Sql sql, VendorId vendor, Service service, Mode mode) {
    sql.run(
        "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
        vendor + "|" + service + "|" + mode);
  }

  @Override
  public Optional<Connection> find(ConnectionId id) {
    return findByIdOptional(id.value()).map(ConnectionEntity::toConnection);
  }

  @Override
  public Optional<Connection> active(VendorId vendor, Service service, Mode mode) {
    return find(
            "vendorId = ?1 AND service = ?2 AND mode = ?3 AND active",
            vendor.value(),
            service.name(),
            mode.wire())
        .firstResultOptional()
        .map(ConnectionEntity::toConnection);
  }

  @Override
  public boolean move(ConnectionId id, URI address, String productType, CertificateId identity) {
    return sql.first(
            "SELECT move_connection(?, ?, ?, ?)",
            row -> row.getBoolean(1),
            id.value(),
            address.toString(),
            productType,
            identity.value())
        .orElseThrow();
  }

  @Override
  public Retired retire(ConnectionId id) {
    return sql.first(
            "SELECT retire_connection(?)", row -> Retired.valueOf(row.getString(1)), id.value())
        .orElseThrow();
  }

  @Override
  public Optional<Instant> movedAt(ConnectionId id) {
    return sql.first(
        "SELECT moved_at FROM connection WHERE id = ? AND moved_at IS NOT NULL",
        row -> Sql.instant(row, "moved_at"),
        id.value());
  }

  @Override
  public void trust(ConnectionId id, String trustedCertificates) {
    update("trustedCertificates = ?1 WHERE id = ?2", trustedCertificates, id.value());
  }

  @Override
  public List<Connection> list(
      @Nullable VendorId vendor, @Nullable Instant beforeTime, String beforeId, int most) {
    StringBuilder where = new StringBuilder("true");
    Parameters parameters = new Parameters();
    if (vendor != null) {
      where.append(" AND vendorId = :vendor");
      parameters.and("vendor", vendor.value());
    }
    if (beforeTime != null) {
      where.append(" AND (createdAt < :time OR createdAt = :time AND id < :id)");
      parameters.and("time", beforeTime).and("id", beforeId);
    }
    return find(where + " ORDER BY createdAt DESC, id DESC", parameters)
        .page(Page.ofSize(most))
        .stream()
        .map(ConnectionEntity::toConnection)
        .toList();
  }
}
