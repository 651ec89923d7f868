package se.sluss.intake.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.sealed.SealedBytes;

/** The exact bytes of submissions, sealed. */
@ApplicationScoped
class DocumentTable {
  private static final String FIND =
      "SELECT submission_id, sealed FROM submission_document WHERE submission_id = ANY (?)";

  private final AgroalDataSource database;

  DocumentTable(AgroalDataSource database) {
    this.database = database;
  }

  /** Those of some submissions, by submission. */
  Map<String, SealedBytes> of(Collection<String> ids) {
    Map<String, SealedBytes> documents = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          documents.put(row.getString(1), SealedBytes.of(row.getBytes(2)));
        }
      }
      return documents;
    } catch (SQLException e) {
      throw new StoreException("Documents could not be read", e);
    }
  }
}
