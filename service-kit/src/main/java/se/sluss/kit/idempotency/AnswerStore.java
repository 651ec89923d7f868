package se.sluss.kit.idempotency;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import se.sluss.kit.tenancy.StoreException;

/** Stored answers in the room's database, inside the open transaction. */
@ApplicationScoped
class AnswerStore {
  private static final String LOCK = "SELECT pg_try_advisory_xact_lock(?)";
  private static final String FIND =
      "SELECT fingerprint, answer FROM idempotent_answer WHERE request_sha256 = ?";
  private static final String KEEP =
      "INSERT INTO idempotent_answer"
          + " (request_sha256, vendor_id, tenant_id, mode, fingerprint, answer)"
          + " VALUES (?, ?, ?, ?, ?, ?)";

  private final AgroalDataSource database;

  AnswerStore(AgroalDataSource database) {
    this.database = database;
  }

  /** Whose request it is, as row-level security will see it. */
  record Owner(String vendor, String tenant, String mode) {
    @Override
    public String toString() {
      return (tenant.isEmpty() ? vendor : tenant) + "|" + mode;
    }
  }

  record Stored(byte[] fingerprint, byte[] answer) {}

  /** Takes the name until the transaction ends, however it ends; false when another has it. */
  boolean lock(byte[] name) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setLong(1, ByteBuffer.wrap(name).getLong());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new StoreException("A request's name could not be locked", e);
    }
  }

  Optional<Stored> find(byte[] name) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setBytes(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Stored(row.getBytes(1), row.getBytes(2)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new StoreException("A stored answer could not be read", e);
    }
  }

  void keep(byte[] name, Owner owner, Stored stored) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(KEEP)) {
      statement.setBytes(1, name);
      statement.setString(2, owner.vendor());
      statement.setString(3, owner.tenant());
      statement.setString(4, owner.mode());
      statement.setBytes(5, stored.fingerprint());
      statement.setBytes(6, stored.answer());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("An answer could not be stored", e);
    }
  }
}
