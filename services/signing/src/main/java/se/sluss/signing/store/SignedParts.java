package se.sluss.signing.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.signing.order.SigningOrder;

/** Parts of orders that are signed, with BankID's whole answer, and what was checked. */
@ApplicationScoped
public class SignedParts {
  private static final String INSERT =
      "INSERT INTO signing_part (order_id, number, vendor_id, tenant_id, mode, sealed_completion,"
          + " checks, signed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

  private final AgroalDataSource database;

  public SignedParts(AgroalDataSource database) {
    this.database = database;
  }

  /** Keeps the part that the order is at, once. Runs inside the caller's transaction. */
  public void keep(SigningOrder order, Instant signedAt, List<String> checks) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, order.id().value());
      statement.setInt(2, order.part());
      statement.setString(3, order.owner().vendorId().value());
      statement.setString(4, order.owner().tenantId().value());
      statement.setString(5, order.owner().mode().wire());
      statement.setBytes(6, order.completion().orElseThrow().bytes());
      statement.setArray(7, connection.createArrayOf("text", checks.toArray()));
      statement.setTimestamp(8, Timestamp.from(signedAt));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("A signed part could not be kept", e);
    }
  }
}
