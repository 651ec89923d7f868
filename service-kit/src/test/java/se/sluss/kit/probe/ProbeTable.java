package se.sluss.kit.probe;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.tenancy.StoreException;

/** A table of tenants' rows, as a room would have one. */
@ApplicationScoped
public class ProbeTable {
  private final AgroalDataSource database;

  public ProbeTable(AgroalDataSource database) {
    this.database = database;
  }

  public record Row(String id, String note, Instant createdAt) {}

  public void add(String id, String vendor, String tenant, String mode, String note) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "INSERT INTO probe (id, vendor_id, tenant_id, mode, note) VALUES (?, ?, ?, ?, ?)")) {
      statement.setString(1, id);
      statement.setString(2, vendor);
      statement.setString(3, tenant);
      statement.setString(4, mode);
      statement.setString(5, note);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("A probe could not be added", e);
    }
  }

  public List<Row> list(int most, Cursors.@Nullable Position after) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id, note, created_at FROM probe WHERE ?::timestamptz IS NULL"
                    + " OR (created_at, id) < (?::timestamptz, ?)"
                    + " ORDER BY created_at DESC, id DESC LIMIT ?")) {
      String at = after == null ? null : after.at().toString();
      statement.setString(1, at);
      statement.setString(2, at);
      statement.setString(3, after == null ? null : after.id());
      statement.setInt(4, most);
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Row(
                  row.getString(1),
                  row.getString(2),
                  row.getObject(3, OffsetDateTime.class).toInstant()));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new StoreException("Probes could not be read", e);
    }
  }
}
