package se.sluss.intake.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import se.sluss.intake.submission.Submission;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.event.SubmissionRef;

/**
 * Whether the lanes in which submissions wait stand still now. That is told of the last one that
 * each tenant has in a lane.
 */
@ApplicationScoped
class StandingTable {
  static final String STANDS_STILL =
      """
      SELECT lane.vendor_id, lane.tenant_id, lane.mode, lane.service, last.queue_stands_still
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[])
        AS lane (vendor_id, tenant_id, mode, service)
      CROSS JOIN LATERAL (
        SELECT queue_stands_still FROM submission
        WHERE vendor_id = lane.vendor_id AND mode = lane.mode AND tenant_id = lane.tenant_id
          AND service = lane.service AND state = 'QUEUED'
        ORDER BY needed_by DESC, queue_turn DESC NULLS LAST LIMIT 1) AS last
      WHERE last.queue_stands_still IS NOT NULL
      """;

  private final AgroalDataSource database;
  private final InstantSource clock;

  StandingTable(AgroalDataSource database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whose documents wait for what, behind each other. */
  private record Lane(String vendor, String tenant, String mode, String service) {
    static Lane of(Submission submission) {
      SubmissionRef ref = submission.ref();
      return new Lane(
          ref.vendorId().value(), ref.tenantId().value(), ref.mode().wire(), ref.service().name());
    }
  }

  /** The same ones, those in a lane as they are seen now. */
  List<Submission> now(List<Submission> submissions) {
    List<Lane> lanes =
        submissions.stream()
            .filter(submission -> submission.progress().state() == SubmissionState.QUEUED)
            .map(Lane::of)
            .distinct()
            .toList();
    if (lanes.isEmpty()) {
      return submissions;
    }
    Map<Lane, String> standing = standing(lanes);
    Instant now = clock.instant();
    return submissions.stream()
        .map(
            submission ->
                submission.seenAt(now, Optional.ofNullable(standing.get(Lane.of(submission)))))
        .toList();
  }

  private Map<Lane, String> standing(List<Lane> lanes) {
    Map<Lane, String> standing = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(STANDS_STILL)) {
      List<Function<Lane, String>> columns =
          List.of(Lane::vendor, Lane::tenant, Lane::mode, Lane::service);
      for (int i = 0; i < columns.size(); i++) {
        statement.setArray(
            i + 1, connection.createArrayOf("text", lanes.stream().map(columns.get(i)).toArray()));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          standing.put(
              new Lane(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
              row.getString(5));
        }
      }
      return standing;
    } catch (SQLException e) {
      throw new StoreException("It could not be read whether lanes stand still", e);
    }
  }
}
