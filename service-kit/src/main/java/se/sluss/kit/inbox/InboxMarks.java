package se.sluss.kit.inbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.id.EventId;

/** Which events were applied here. */
@ApplicationScoped
class InboxMarks {
  private static final String MARK =
      "INSERT INTO inbox (event_id, event_time) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private final AgroalDataSource database;

  InboxMarks(AgroalDataSource database) {
    this.database = database;
  }

  /**
   * Marks an event as applied, in the open transaction; false when it is marked already. Waits when
   * another transaction is applying it, until that one has ended.
   */
  boolean isNew(EventId id, Instant time) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(MARK)) {
      statement.setString(1, id.value());
      statement.setObject(2, time.atOffset(ZoneOffset.UTC));
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new StoreException("An event could not be marked as applied", e);
    }
  }
}
