package se.sluss.kit.idempotency;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.sluss.kit.tenancy.RowOwner;
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

  /** The unique name decides, and not what the statement's snapshot shows, which is older. */
  private static final String KEEP_THOSE_FREE =
      """
      INSERT INTO idempotent_answer
        (request_sha256, vendor_id, tenant_id, mode, fingerprint, answer)
      SELECT name, ?, ?, ?, fingerprint, answer
      FROM unnest(?::bytea[], ?::bigint[], ?::bytea[], ?::bytea[])
        AS request (name, lock, fingerprint, answer)
      WHERE pg_try_advisory_xact_lock(lock)
      ON CONFLICT DO NOTHING
      RETURNING request_sha256
      """;

  private static final String FORGET =
      "DELETE FROM idempotent_answer WHERE request_sha256 = ANY (?)";

  private final AgroalDataSource database;

  AnswerStore(AgroalDataSource database) {
    this.database = database;
  }

  record Stored(byte[] fingerprint, byte[] answer) {}

  /** Takes the name until the transaction ends, however it ends; false when another has it. */
  boolean lock(byte[] name) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setLong(1, lockOf(name));
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

  void keep(byte[] name, RowOwner owner, Stored stored) {
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

  /**
   * Takes names as {@link #lock} does, and keeps the answers of those that are free: taken by
   * nobody, and without an answer.
   *
   * @return the names that were free
   */
  Set<ByteBuffer> keepThoseFree(RowOwner owner, List<byte[]> names, List<Stored> answers) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(KEEP_THOSE_FREE)) {
      statement.setString(1, owner.vendor());
      statement.setString(2, owner.tenant());
      statement.setString(3, owner.mode());
      statement.setArray(4, bytes(connection, names));
      statement.setArray(
          5,
          connection.createArrayOf(
              "bigint", names.stream().map(AnswerStore::lockOf).toArray(Long[]::new)));
      statement.setArray(6, bytes(connection, answers.stream().map(Stored::fingerprint).toList()));
      statement.setArray(7, bytes(connection, answers.stream().map(Stored::answer).toList()));
      Set<ByteBuffer> free = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          free.add(ByteBuffer.wrap(rows.getBytes(1)));
        }
      }
      return free;
    } catch (SQLException e) {
      throw new StoreException("Answers could not be stored", e);
    }
  }

  /** Takes back what {@link #keepThoseFree} kept in the same transaction. */
  void forget(List<byte[]> names) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setArray(1, bytes(connection, names));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("Stored answers could not be taken back", e);
    }
  }

  private static long lockOf(byte[] name) {
    return ByteBuffer.wrap(name).getLong();
  }

  private static Array bytes(Connection connection, List<byte[]> values) throws SQLException {
    return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
  }
}
