package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Loans;

/** Loans in Postgres; each is also its vendor's place among those that share the lane. */
@ApplicationScoped
class PostgresLoans implements Loans {
  private static final String ALL =
      "SELECT connection_id, vendor_id, service, mode, lent_at, ended_at FROM guest"
          + " WHERE NOT owner ";

  private final Sql sql;

  PostgresLoans(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Lending lend(Connection connection, VendorId vendor) {
    ConnectionRepository.oneAtATime(sql, vendor, connection.service(), connection.mode());
    if (exists(
        "SELECT 1 FROM connection WHERE vendor_id = ? AND service = ? AND mode = ? AND active",
        vendor.value(),
        connection.service().name(),
        connection.mode().wire())) {
      return Lending.HAS_ITS_OWN;
    }
    if (exists(
        "SELECT 1 FROM guest WHERE vendor_id = ? AND service = ? AND mode = ?"
            + " AND ended_at IS NULL AND connection_id <> ?",
        vendor.value(),
        connection.service().name(),
        connection.mode().wire(),
        connection.id().value())) {
      return Lending.HAS_ANOTHER;
    }
    sql.run("SELECT lend(?, ?)", connection.id().value(), vendor.value());
    return Lending.LENT;
  }

  private boolean exists(String query, String... parameters) {
    return sql.first(query, _ -> true, (Object[]) parameters).isPresent();
  }

  @Override
  public boolean end(ConnectionId connection, VendorId vendor) {
    return sql.update(
            "UPDATE guest SET ended_at = clock_timestamp()"
                + " WHERE connection_id = ? AND vendor_id = ? AND NOT owner AND ended_at IS NULL",
            connection.value(),
            vendor.value())
        == 1;
  }

  @Override
  public List<Loan> of(ConnectionId connection) {
    return sql.list(
        ALL + "AND connection_id = ? ORDER BY lent_at, vendor_id",
        PostgresLoans::loan,
        connection.value());
  }

  @Override
  public List<Loan> to(VendorId vendor) {
    return sql.list(
        ALL + "AND vendor_id = ? AND ended_at IS NULL ORDER BY lent_at, connection_id",
        PostgresLoans::loan,
        vendor.value());
  }

  private static Loan loan(ResultSet row) throws SQLException {
    return new Loan(
        ConnectionId.of(row.getString("connection_id")),
        VendorId.of(row.getString("vendor_id")),
        Service.valueOf(row.getString("service")),
        Mode.ofWire(row.getString("mode")),
        Sql.instant(row, "lent_at"),
        Optional.ofNullable(Sql.instantOrNull(row, "ended_at")));
  }
}
