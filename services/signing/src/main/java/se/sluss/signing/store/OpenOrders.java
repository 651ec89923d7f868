package se.sluss.signing.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.signing.order.Owner;

/** Which submissions are being signed just now. */
@ApplicationScoped
public class OpenOrders {
  private static final String SELECT =
      "SELECT one.submission, signing_order.id"
          + " FROM signing_order, unnest(submission_ids) AS one (submission)"
          + " WHERE tenant_id = ? AND mode = ? AND finished_at IS NULL AND role = ?"
          + " AND one.submission = ANY (?)";

  private final AgroalDataSource database;

  public OpenOrders(AgroalDataSource database) {
    this.database = database;
  }

  /**
   * The order that runs over each of these for the role; without those that are in none. Runs
   * inside the caller's transaction, and holds until its end where the submissions are locked.
   */
  public Map<SubmissionId, SigningOrderId> over(
      Owner owner, SignerRole role, List<SubmissionId> submissions) {
    Map<SubmissionId, SigningOrderId> found = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SELECT)) {
      statement.setString(1, owner.tenantId().value());
      statement.setString(2, owner.mode().wire());
      statement.setString(3, role.name());
      statement.setArray(
          4,
          connection.createArrayOf(
              "text", submissions.stream().map(SubmissionId::value).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(SubmissionId.of(rows.getString(1)), SigningOrderId.of(rows.getString(2)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new StoreException("Open orders could not be read", e);
    }
  }
}
