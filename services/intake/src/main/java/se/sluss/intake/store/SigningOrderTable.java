package se.sluss.intake.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;

/** The orders by which submissions were signed. */
@ApplicationScoped
class SigningOrderTable {
  private static final String KEEP =
      """
      INSERT INTO submission_signing_order
        (submission_id, role, order_id, vendor_id, tenant_id, mode)
      SELECT id, ?, ?, vendor_id, tenant_id, mode FROM submission WHERE id = ANY (?)
      ON CONFLICT DO NOTHING
      """;
  private static final String FIND =
      "SELECT submission_id, order_id FROM submission_signing_order"
          + " WHERE submission_id = ANY (?) ORDER BY order_id";

  private final AgroalDataSource database;

  SigningOrderTable(AgroalDataSource database) {
    this.database = database;
  }

  void keep(SigningOrderCompleted order) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(KEEP)) {
      statement.setString(1, order.role().name());
      statement.setString(2, order.orderId().value());
      statement.setArray(
          3,
          connection.createArrayOf(
              "text", order.submissionIds().stream().map(SubmissionId::value).toArray()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("A signing order could not be kept", e);
    }
  }

  /** Those of some submissions, in the order in which they were made. */
  Map<String, List<SigningOrderId>> of(Collection<String> ids) {
    Map<String, List<SigningOrderId>> orders = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          orders
              .computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
              .add(SigningOrderId.of(row.getString(2)));
        }
      }
      return orders;
    } catch (SQLException e) {
      throw new StoreException("Signing orders could not be read", e);
    }
  }
}
