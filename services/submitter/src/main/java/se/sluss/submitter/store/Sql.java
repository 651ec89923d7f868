package se.sluss.submitter.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.tenancy.StoreException;

/** Statements in the caller's transaction. Instants go and come as UTC with microseconds. */
@ApplicationScoped
class Sql {
  private final AgroalDataSource database;

  Sql(AgroalDataSource database) {
    this.database = database;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  int update(String statement, @Nullable Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement prepared = prepare(connection, statement, parameters)) {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("A change was not made", e);
    }
  }

  /** Runs a statement for its effect. */
  void run(String statement, @Nullable Object... parameters) {
    list(statement, _ -> true, parameters);
  }

  <T> List<T> list(String statement, Row<T> reader, @Nullable Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement prepared = prepare(connection, statement, parameters);
        ResultSet rows = prepared.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new StoreException("Rows were not read", e);
    }
  }

  <T> Optional<T> first(String statement, Row<T> reader, @Nullable Object... parameters) {
    return list(statement, reader, parameters).stream().findFirst();
  }

  private static PreparedStatement prepare(
      Connection connection, String statement, @Nullable Object... parameters) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < parameters.length; i++) {
      Object parameter = parameters[i];
      switch (parameter) {
        case null -> prepared.setNull(i + 1, Types.NULL);
        case Instant at -> prepared.setObject(i + 1, at.atOffset(ZoneOffset.UTC));
        case byte[][] bytes -> prepared.setArray(i + 1, connection.createArrayOf("bytea", bytes));
        case String[] texts -> prepared.setArray(i + 1, connection.createArrayOf("text", texts));
        default -> prepared.setObject(i + 1, parameter);
      }
    }
    return prepared;
  }

  /** One member of each, as the database reads it from text; null stays null. */
  static <T> @Nullable String[] texts(List<T> all, Function<T, @Nullable Object> member) {
    return all.stream()
        .map(member)
        .map(value -> value == null ? null : value.toString())
        .toArray(String[]::new);
  }

  /** The database's clock. */
  Instant now() {
    return first("SELECT clock_timestamp() AS now", row -> instant(row, "now")).orElseThrow();
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
