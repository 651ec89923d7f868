package se.sluss.intake.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import se.sluss.intake.directory.OpenWork;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.id.TenantId;

/** Looks at the states of a tenant's submissions; closing is rare, so no index is kept for it. */
@ApplicationScoped
class OpenWorkRepository implements OpenWork {
  private static final String ANY =
      "SELECT EXISTS (SELECT 1 FROM submission WHERE tenant_id = ? AND NOT state = ANY (?))";

  private final AgroalDataSource database;

  OpenWorkRepository(AgroalDataSource database) {
    this.database = database;
  }

  @Override
  public boolean isUnderWay(TenantId tenant) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ANY)) {
      Object[] ended =
          Arrays.stream(SubmissionState.values())
              .filter(SubmissionState::isFinal)
              .map(SubmissionState::name)
              .toArray();
      statement.setString(1, tenant.value());
      statement.setArray(2, connection.createArrayOf("text", ended));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new StoreException("The tenant's submissions could not be read", e);
    }
  }
}
