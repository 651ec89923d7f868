package se.sluss.kit.clock;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import se.sluss.kit.tenancy.StoreException;

/**
 * The database's clock, to the microsecond. Each look asks it anew, inside a transaction or without
 * one, and throws {@link StoreException} when it is away.
 */
@SharedClock
@ApplicationScoped
class DatabaseClock implements InstantSource {
  private final AgroalDataSource database;

  DatabaseClock(AgroalDataSource database) {
    this.database = database;
  }

  @Override
  public Instant instant() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement("SELECT clock_timestamp()");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    } catch (SQLException e) {
      throw new StoreException("The database's clock was not read", e);
    }
  }
}
