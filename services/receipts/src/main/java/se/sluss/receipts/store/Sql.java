package se.sluss.receipts.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.tenancy.StoreException;

/**
 * Statements in the transaction that is open, or where none is, each in one of its own. Parameters
 * are bound, never written into the text.
 */
@ApplicationScoped
class Sql {
  private final AgroalDataSource database;

  Sql(AgroalDataSource database) {
    this.database = database;
  }

  /** Reads a row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> query(String sql, Row<T> reader, @Nullable Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = bound(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> read = new ArrayList<>();
      while (rows.next()) {
        read.add(reader.read(rows));
      }
      return read;
    } catch (SQLException e) {
      throw new StoreException("Rows could not be read", e);
    }
  }

  <T> Optional<T> first(String sql, Row<T> reader, @Nullable Object... parameters) {
    return query(sql, reader, parameters).stream().findFirst();
  }

  int update(String sql, @Nullable Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = bound(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("Rows could not be written", e);
    }
  }

  /** The same statement for many rows, in one trip. */
  void updateEach(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        bind(connection, statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new StoreException("Rows could not be written", e);
    }
  }

  /** A column of many rows, for a parameter that is cast to an array of what it holds. */
  static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable Object> value) {
    return rows.stream()
        .map(row -> Objects.toString(value.apply(row), null))
        .toArray(String[]::new);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static PreparedStatement bound(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      bind(connection, statement, parameters);
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(
      Connection connection, PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, value(connection, parameters[i]));
    }
  }

  private static @Nullable Object value(Connection connection, @Nullable Object parameter)
      throws SQLException {
    return switch (parameter) {
      case null -> null;
      case Optional<?> optional -> value(connection, optional.orElse(null));
      case Instant at -> at.atOffset(ZoneOffset.UTC);
      case Enum<?> word -> word.name();
      case byte[][] many -> connection.createArrayOf("bytea", many);
      case @Nullable String[] many -> connection.createArrayOf("text", many);
      case List<?> texts ->
          connection.createArrayOf("text", texts.stream().map(Object::toString).toArray());
      case Record id -> id.toString();
      default -> parameter;
    };
  }
}
