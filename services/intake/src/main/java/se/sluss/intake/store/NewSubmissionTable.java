package se.sluss.intake.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.HistoryEntry;
import se.sluss.intake.submission.ReadySubmission;
import se.sluss.intake.submission.Subject;
import se.sluss.intake.submission.Submission;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.SubmissionId;

/**
 * Adds submissions with one statement, however many they are: as JSON, beside the documents, which
 * are bytes.
 */
@ApplicationScoped
class NewSubmissionTable {
  /**
   * Waits for a transaction that adds the same document or a report of the same number, and leaves
   * its row alone. Reports go in order, lest two rounds wait for each other.
   */
  private static final String ADD =
      """
      WITH item AS MATERIALIZED (
        SELECT * FROM json_to_recordset(?::json) AS item (
          number integer, id text, vendor_id text, tenant_id text, mode text, service text,
          document_id text, document_sha256 text, entry text, required_roles text,
          missing_roles text, created_at timestamptz, needed_by timestamptz, interface_version text,
          reference text, warnings text, person_key text, assistant_key text, month text,
          report_number integer,
          signatures_sha256 text, state text, code text, why text, next text, presumed boolean, tenant_version integer, vendor_version integer)
      ), added AS (
        INSERT INTO submission (id, version, vendor_id, tenant_id, mode, service, document_id,
          document_sha256, entry, required_roles, missing_roles, created_at, needed_by,
          interface_version, reference, warnings, person_key, assistant_key, month, report_number,
          signatures_sha256, state, last_attempt, once_in_doubt)
        SELECT id, 0, vendor_id, tenant_id, mode, service, document_id,
          document_sha256, entry, required_roles, missing_roles, created_at, needed_by,
          interface_version, reference, warnings, person_key, assistant_key, month, report_number,
          signatures_sha256, state, 0, false
        FROM item
        WHERE NOT presumed OR (
          EXISTS (SELECT FROM tenant JOIN vendor ON vendor.id = tenant.vendor_id
            WHERE tenant.id = item.tenant_id AND tenant.version = item.tenant_version
              AND vendor.version = item.vendor_version)
          AND NOT EXISTS (SELECT FROM submission AS other
            WHERE item.month IS NOT NULL AND other.tenant_id = item.tenant_id
              AND other.mode = item.mode AND other.person_key = item.person_key
              AND other.assistant_key = item.assistant_key AND other.month = item.month
              AND other.document_id <> item.document_id
              AND other.state NOT IN ('CANCELLED', 'EXPIRED', 'REFUSED')))
        ORDER BY person_key, assistant_key, month, document_id
        ON CONFLICT DO NOTHING
        RETURNING id
      ), documents AS (
        INSERT INTO submission_document (submission_id, vendor_id, tenant_id, mode, sealed)
        SELECT id, vendor_id, tenant_id, mode, (?::bytea[])[number]
        FROM item JOIN added USING (id)
      ), histories AS (
        INSERT INTO submission_history
          (submission_id, number, vendor_id, tenant_id, mode, state, at, code, why, next)
        SELECT id, 1, vendor_id, tenant_id, mode, state, created_at, code, why, next
        FROM item JOIN added USING (id)
      )
      SELECT id FROM added
      """;

  private final AgroalDataSource database;
  private final ObjectMapper json;

  NewSubmissionTable(AgroalDataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** A submission's members for the statement, which names them alike. */
  @RegisterForReflection
  record Item(
      int number,
      String id,
      @JsonProperty("vendor_id") String vendor,
      @JsonProperty("tenant_id") String tenant,
      String mode,
      String service,
      @JsonProperty("document_id") String documentId,
      @JsonProperty("document_sha256") String sha256,
      String entry,
      @JsonProperty("required_roles") String roles,
      @JsonProperty("missing_roles") String missing,
      @JsonProperty("created_at") Instant createdAt,
      @JsonProperty("needed_by") @Nullable Instant neededBy,
      @JsonProperty("interface_version") String interfaceVersion,
      @Nullable String reference,
      String warnings,
      @JsonProperty("person_key") @Nullable String person,
      @JsonProperty("assistant_key") @Nullable String assistant,
      @Nullable String month,
      @JsonProperty("report_number") @Nullable Integer reportNumber,
      @JsonProperty("signatures_sha256") @Nullable String signatures,
      String state,
      String code,
      String why,
      String next,
      boolean presumed,
      @JsonProperty("tenant_version") int tenantVersion,
      @JsonProperty("vendor_version") int vendorVersion) {

    static Item of(int number, ReadySubmission ready) {
      Submission submission = ready.submission();
      SubmissionRef ref = submission.ref();
      Submission.Details details = submission.details();
      HistoryEntry first = ready.first();
      return new Item(
          number,
          ref.submissionId().value(),
          ref.vendorId().value(),
          ref.tenantId().value(),
          ref.mode().wire(),
          ref.service().name(),
          ref.documentId(),
          submission.documentSha256(),
          submission.entry(),
          SubmissionEntity.text(submission.requiredRoles()),
          SubmissionEntity.text(submission.missingRoles()),
          submission.createdAt(),
          submission.neededBy().orElse(null),
          details.interfaceVersion(),
          details.reference().orElse(null),
          FindingText.write(details.warnings()),
          details.subject().map(Subject::personKey).orElse(null),
          details.subject().map(Subject::assistantKey).orElse(null),
          details.subject().flatMap(Subject::month).map(YearMonth::toString).orElse(null),
          ready.reportNumber().isPresent() ? ready.reportNumber().getAsInt() : null,
          details.signaturesSha256().orElse(null),
          first.state().name(),
          first.code(),
          first.why(),
          first.next(),
          ready.presumed().isPresent(),
          ready.presumed().map(known -> known.tenant().version()).orElse(0),
          ready.presumed().map(known -> known.vendor().version()).orElse(0));
    }
  }

  /** As {@link se.sluss.intake.submission.Submissions#add} says. */
  Set<SubmissionId> add(List<ReadySubmission> submissions) {
    Set<SubmissionId> added = new HashSet<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, items(submissions));
      byte[][] documents =
          submissions.stream().map(ready -> ready.document().bytes()).toArray(byte[][]::new);
      statement.setArray(2, connection.createArrayOf("bytea", documents));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          added.add(SubmissionId.of(rows.getString(1)));
        }
      }
      return added;
    } catch (SQLException e) {
      throw new StoreException("Submissions could not be added", e);
    }
  }

  private String items(List<ReadySubmission> submissions) {
    try {
      return json.writeValueAsString(
          IntStream.range(0, submissions.size())
              .mapToObj(i -> Item.of(i + 1, submissions.get(i)))
              .toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Submissions could not be written as JSON", e);
    }
  }
}
