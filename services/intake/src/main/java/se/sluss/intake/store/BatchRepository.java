package se.sluss.intake.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.sluss.intake.batch.Batch;
import se.sluss.intake.batch.Batches;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.id.BatchId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** Batches in Postgres. */
@ApplicationScoped
class BatchRepository implements Batches {
  private static final String ADD =
      "INSERT INTO submission_batch (id, vendor_id, tenant_id, mode, created_at)"
          + " VALUES (?, ?, ?, ?, ?)";
  private static final String ADD_ITEM =
      """
      INSERT INTO submission_batch_item (batch_id, number, vendor_id, tenant_id, mode, status,
        submission_id, problem, detail, findings)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String FIND =
      "SELECT vendor_id, tenant_id, mode, created_at FROM submission_batch WHERE id = ?";
  private static final String ITEMS =
      """
      SELECT item.status, item.submission_id, submission.document_id, submission.state,
        item.problem, item.detail, item.findings
      FROM submission_batch_item item LEFT JOIN submission ON submission.id = item.submission_id
      WHERE item.batch_id = ? ORDER BY item.number
      """;
  private static final int OK = 200;

  private final AgroalDataSource database;

  BatchRepository(AgroalDataSource database) {
    this.database = database;
  }

  @Override
  public void add(Batch batch) {
    try (Connection connection = database.getConnection();
        PreparedStatement head = connection.prepareStatement(ADD);
        PreparedStatement items = connection.prepareStatement(ADD_ITEM)) {
      head.setString(1, batch.id().value());
      head.setString(2, batch.vendorId().value());
      head.setString(3, batch.tenantId().value());
      head.setString(4, batch.mode().wire());
      head.setObject(5, batch.createdAt().atOffset(ZoneOffset.UTC));
      head.executeUpdate();
      for (int i = 0; i < batch.items().size(); i++) {
        items.setString(1, batch.id().value());
        items.setInt(2, i);
        items.setString(3, batch.vendorId().value());
        items.setString(4, batch.tenantId().value());
        items.setString(5, batch.mode().wire());
        set(items, batch.items().get(i));
        items.addBatch();
      }
      items.executeBatch();
    } catch (SQLException e) {
      throw new StoreException("A batch could not be kept", e);
    }
  }

  @Override
  public Optional<Batch> find(String id) {
    Optional<BatchId> batchId = BatchId.parse(id);
    if (batchId.isEmpty()) {
      return Optional.empty();
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Batch(
                    batchId.get(),
                    VendorId.of(row.getString(1)),
                    TenantId.of(row.getString(2)),
                    Mode.ofWire(row.getString(3)),
                    row.getObject(4, OffsetDateTime.class).toInstant(),
                    items(connection, id)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new StoreException("A batch could not be read", e);
    }
  }

  private static void set(PreparedStatement row, Batch.Item item) throws SQLException {
    row.setInt(6, item.code());
    switch (item) {
      case Batch.Item.Taken taken -> {
        row.setString(7, taken.submissionId().value());
        row.setString(8, null);
        row.setString(9, null);
        row.setString(10, FindingText.write(taken.warnings()));
      }
      case Batch.Item.Refused refused -> {
        row.setString(7, null);
        row.setString(8, refused.problem());
        row.setString(9, refused.detail());
        row.setString(10, FindingText.write(refused.errors()));
      }
    }
  }

  private static List<Batch.Item> items(Connection connection, String id) throws SQLException {
    List<Batch.Item> items = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(ITEMS)) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          items.add(item(row));
        }
      }
    }
    return items;
  }

  private static Batch.Item item(ResultSet row) throws SQLException {
    int status = row.getInt("status");
    String submission = row.getString("submission_id");
    return submission == null
        ? new Batch.Item.Refused(
            status,
            row.getString("problem"),
            row.getString("detail"),
            FindingText.read(row.getString("findings")))
        : new Batch.Item.Taken(
            SubmissionId.of(submission),
            row.getString("document_id"),
            status == OK,
            SubmissionState.valueOf(row.getString("state")),
            FindingText.read(row.getString("findings")));
  }
}
