package se.sluss.signing.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.signing.order.Owner;

/**
 * Verified signatures, one of each role over a submission. All calls belong inside a transaction.
 */
@ApplicationScoped
public class Signatures {
  private final AgroalDataSource database;

  public Signatures(AgroalDataSource database) {
    this.database = database;
  }

  /** One signature to keep. */
  public record Signed(SubmissionId submissionId, SealedBytes signature) {}

  /** Keeps the signatures that one order brought, all or none. */
  public void keep(
      SigningOrderId order, Owner owner, SignerRole role, Instant signedAt, List<Signed> signed) {
    insert(order.value(), owner, role, signedAt, signed);
  }

  private void insert(
      @Nullable String order, Owner owner, SignerRole role, Instant signedAt, List<Signed> signed) {
    String insert =
        "INSERT INTO signature (submission_id, role, order_id, vendor_id, tenant_id, mode,"
            + " sealed_signature, signed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(insert)) {
      for (Signed one : signed) {
        statement.setString(1, one.submissionId().value());
        statement.setString(2, role.name());
        statement.setString(3, order);
        statement.setString(4, owner.vendorId().value());
        statement.setString(5, owner.tenantId().value());
        statement.setString(6, owner.mode().wire());
        statement.setBytes(7, one.signature().bytes());
        statement.setTimestamp(8, Timestamp.from(signedAt));
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new StoreException("Signatures could not be kept", e);
    }
  }

  /** Keeps a signature that the document came with. */
  public void keepBrought(Owner owner, SignerRole role, Instant signedAt, Signed signed) {
    insert(null, owner, role, signedAt, List.of(signed));
  }

  /** Which submissions were signed by an order. */
  public List<SubmissionId> by(SigningOrderId order) {
    String select = "SELECT submission_id FROM signature WHERE order_id = ? ORDER BY submission_id";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, order.value());
      List<SubmissionId> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(SubmissionId.of(rows.getString(1)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new StoreException("The signatures of an order could not be read", e);
    }
  }

  /** What is there of these submissions; those without a signature are left out. */
  public Map<SubmissionId, Map<SignerRole, SealedBytes>> of(List<SubmissionId> submissions) {
    Map<SubmissionId, Map<SignerRole, SealedBytes>> found = new HashMap<>();
    String select =
        "SELECT submission_id, role, sealed_signature FROM signature WHERE submission_id = ANY (?)";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      List<String> ids = new ArrayList<>();
      submissions.forEach(id -> ids.add(id.value()));
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found
              .computeIfAbsent(
                  SubmissionId.of(rows.getString(1)), id -> new EnumMap<>(SignerRole.class))
              .put(SignerRole.valueOf(rows.getString(2)), SealedBytes.of(rows.getBytes(3)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new StoreException("Signatures could not be read", e);
    }
  }
}
