package se.sluss.receipts.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.evidence.Hash;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.EventId;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.evidence.EvidenceStore;
import se.sluss.receipts.evidence.Fact;
import se.sluss.receipts.evidence.TimeStamp;

/** What packages are made of, and the packages, in SQL. */
@ApplicationScoped
public class EvidenceTable implements EvidenceStore {
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private static final Duration ENDED_IS_KEPT = Duration.ofDays(90);

  /** Neither ended without a receipt, nor in a package already. */
  private static final String STILL_WANTED =
      " WHERE NOT EXISTS (SELECT 1 FROM evidence_ended WHERE submission_id = ?)"
          + " AND NOT EXISTS (SELECT 1 FROM evidence_package"
          + " WHERE submission_id = ? AND made_at IS NOT NULL)";

  /** Of a package p: what it is made of is there. */
  private static final String COMPLETE =
      "(EXISTS (SELECT 1 FROM evidence_material m WHERE m.submission_id = p.submission_id)"
          + " AND EXISTS (SELECT 1 FROM evidence_fact f WHERE f.submission_id = p.submission_id"
          + " AND f.type = 'ACCEPTED'))";

  private final Sql sql;
  private final ObjectMapper json;

  EvidenceTable(Sql sql, ObjectMapper json) {
    this.sql = sql;
    this.json = json;
  }

  @Override
  public void keep(EventId event, SubmissionRef submission, Fact fact) {
    sql.update(
        "INSERT INTO evidence_fact"
            + " (event_id, submission_id, vendor_id, tenant_id, mode, type, happened_at, details)"
            + " SELECT ?, ?, ?, ?, ?, ?, ?, ?"
            + STILL_WANTED,
        event,
        submission.submissionId(),
        submission.vendorId(),
        submission.tenantId(),
        submission.mode().wire(),
        fact.what(),
        fact.at(),
        written(fact.details()),
        submission.submissionId(),
        submission.submissionId());
  }

  @Override
  public void keep(SubmissionSigned signed) {
    SubmissionRef submission = signed.submission();
    sql.update(
        "INSERT INTO evidence_material (submission_id, vendor_id, tenant_id, mode, entry,"
            + " document_sha256, sealed_document, sealed_signatures)"
            + " SELECT ?, ?, ?, ?, ?, ?, ?, ?"
            + STILL_WANTED,
        submission.submissionId(),
        submission.vendorId(),
        submission.tenantId(),
        submission.mode().wire(),
        signed.entry(),
        signed.documentSha256(),
        signed.sealedDocument().bytes(),
        signed.sealedSignatures().bytes(),
        submission.submissionId(),
        submission.submissionId());
  }

  @Override
  public void forget(SubmissionRef submission, Instant now) {
    sql.update(
        "INSERT INTO evidence_ended (submission_id, vendor_id, tenant_id, mode, ended_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        submission.submissionId(),
        submission.vendorId(),
        submission.tenantId(),
        submission.mode().wire(),
        now);
    drop(submission.submissionId());
  }

  @Override
  public void sweep(Instant now) {
    for (String table : List.of("evidence_fact", "evidence_material")) {
      sql.update(
          "DELETE FROM "
              + table
              + " AS kept USING evidence_ended AS ended"
              + " WHERE ended.submission_id = kept.submission_id");
      sql.update(
          "DELETE FROM "
              + table
              + " AS kept USING evidence_package AS made"
              + " WHERE made.submission_id = kept.submission_id AND made.made_at IS NOT NULL");
      sql.update(
          "DELETE FROM "
              + table
              + " AS kept USING receipt WHERE receipt.submission_id = kept.submission_id"
              + " AND receipt.erased_at IS NOT NULL");
    }
    sql.update("DELETE FROM evidence_ended WHERE ended_at < ?", now.minus(ENDED_IS_KEPT));
  }

  private void drop(SubmissionId submission) {
    sql.update("DELETE FROM evidence_fact WHERE submission_id = ?", submission);
    sql.update("DELETE FROM evidence_material WHERE submission_id = ?", submission);
  }

  @Override
  public void want(SubmissionRef submission, Instant now) {
    sql.update(
        "INSERT INTO evidence_package"
            + " (receipt_id, submission_id, vendor_id, tenant_id, mode, wanted_at, due_at)"
            + " SELECT id, submission_id, vendor_id, tenant_id, mode, ?, ? FROM receipt"
            + " WHERE submission_id = ?",
        now,
        now,
        submission.submissionId());
  }

  @Override
  public Optional<Claimed> claim(Instant now) {
    return sql.first(
        "SELECT receipt_id, failures FROM evidence_package p WHERE made_at IS NULL"
            + " AND erased_at IS NULL AND due_at <= ? AND "
            + COMPLETE
            + " ORDER BY due_at LIMIT 1 FOR UPDATE OF p SKIP LOCKED",
        row -> new Claimed(ReceiptId.of(row.getString("receipt_id")), row.getInt("failures")),
        now);
  }

  @Override
  public void putOff(ReceiptId receipt, Instant until) {
    sql.update(
        "UPDATE evidence_package SET due_at = ?, failures = failures + 1"
            + " WHERE receipt_id = ? AND made_at IS NULL",
        until,
        receipt);
  }

  @Override
  public Material material(SubmissionId submission) {
    List<Fact> facts =
        sql.query(
            "SELECT type, happened_at, details FROM evidence_fact WHERE submission_id = ?"
                + " ORDER BY happened_at, event_id",
            row ->
                new Fact(
                    row.getString("type"),
                    Sql.time(row, "happened_at"),
                    read(row.getString("details"))),
            submission);
    return sql.first(
            "SELECT entry, document_sha256, sealed_document, sealed_signatures"
                + " FROM evidence_material WHERE submission_id = ?",
            row ->
                new Material(
                    row.getString("entry"),
                    row.getString("document_sha256"),
                    SealedBytes.of(row.getBytes("sealed_document")),
                    SealedBytes.of(row.getBytes("sealed_signatures")),
                    facts),
            submission)
        .orElseThrow();
  }

  @Override
  public void made(Made made) {
    sql.update(
        "UPDATE evidence_package SET made_at = ?, key_id = ?, sealed_package = ?, manifest_sha256 = ?,"
            + " stamp_due_at = ? WHERE receipt_id = ?",
        made.madeAt(),
        made.keyId(),
        made.zip().bytes(),
        made.manifest().bytes(),
        made.stampDueAt(),
        made.receipt());
    drop(made.submission());
  }

  @Override
  public Optional<Kept> find(ReceiptId receipt) {
    return sql.first(
        "SELECT wanted_at, key_id, sealed_package, time_stamp, leaf_index, erased_at, made_at,"
            + " due_at, failures, "
            + COMPLETE
            + " AS complete FROM evidence_package p WHERE receipt_id = ?",
        EvidenceTable::kept,
        receipt);
  }

  private static Kept kept(ResultSet row) throws SQLException {
    byte @Nullable [] stamp = row.getBytes("time_stamp");
    byte @Nullable [] zip = row.getBytes("sealed_package");
    return new Kept(
        Sql.time(row, "wanted_at"),
        row.getString("key_id"),
        zip == null ? null : SealedBytes.of(zip),
        stamp == null ? null : new TimeStamp(stamp),
        row.getObject("leaf_index", Long.class),
        Sql.instant(row, "erased_at"),
        Sql.instant(row, "made_at") == null
            ? new Unmade(
                row.getBoolean("complete"), row.getInt("failures"), Sql.time(row, "due_at"))
            : null);
  }

  @Override
  public Waiting waiting() {
    return sql.first(
            "SELECT count(*), min(wanted_at) AS since, (SELECT count(*) FROM evidence_package"
                + " WHERE stamp_due_at IS NOT NULL) AS unstamped FROM evidence_package"
                + " WHERE leaf_index IS NULL AND erased_at IS NULL",
            row -> new Waiting(row.getLong(1), Sql.instant(row, "since"), row.getLong("unstamped")))
        .orElseThrow();
  }

  @Override
  public int erase(Instant madeBefore, Instant now, int most) {
    return sql.update(
        "UPDATE evidence_package SET sealed_package = NULL, key_id = NULL, time_stamp = NULL,"
            + " stamp_due_at = NULL, erased_at = ?"
            + " WHERE receipt_id IN (SELECT receipt_id FROM evidence_package"
            + " WHERE sealed_package IS NOT NULL AND made_at < ?"
            + " ORDER BY made_at LIMIT ? FOR UPDATE SKIP LOCKED)",
        now,
        madeBefore,
        most);
  }

  @Override
  public int eraseUnmade(Instant wantedBefore, Instant now, int most) {
    return sql.update(
        "UPDATE evidence_package SET erased_at = ? WHERE receipt_id IN (SELECT receipt_id"
            + " FROM evidence_package WHERE made_at IS NULL AND erased_at IS NULL"
            + " AND wanted_at < ? LIMIT ? FOR UPDATE SKIP LOCKED)",
        now,
        wantedBefore,
        most);
  }

  @Override
  public int eraseAnswers(Instant storedBefore, Instant now, int most) {
    return sql.update(
        "UPDATE receipt SET sealed_response = NULL, sealed_message = NULL, erased_at = ?"
            + " WHERE id IN (SELECT r.id FROM receipt r WHERE r.erased_at IS NULL"
            + " AND r.stored_at < ? AND NOT EXISTS (SELECT FROM evidence_package p"
            + " WHERE p.receipt_id = r.id AND p.erased_at IS NULL)"
            + " ORDER BY r.stored_at LIMIT ? FOR UPDATE SKIP LOCKED)",
        now,
        storedBefore,
        most);
  }

  @Override
  public List<Unstamped> claimUnstamped(Instant now, Instant until, int most) {
    return sql.query(
        "UPDATE evidence_package SET stamp_due_at = ? WHERE receipt_id IN"
            + " (SELECT receipt_id FROM evidence_package WHERE stamp_due_at <= ?"
            + " ORDER BY stamp_due_at LIMIT ? FOR UPDATE SKIP LOCKED)"
            + " RETURNING receipt_id, manifest_sha256",
        row -> new Unstamped(ReceiptId.of(row.getString(1)), Hash.ofBytes(row.getBytes(2))),
        until,
        now,
        most);
  }

  @Override
  public void stamped(ReceiptId receipt, TimeStamp timeStamp) {
    sql.update(
        "UPDATE evidence_package SET time_stamp = ?, stamp_due_at = NULL WHERE receipt_id = ?"
            + " AND sealed_package IS NOT NULL AND time_stamp IS NULL",
        timeStamp.bytes(),
        receipt);
  }

  private String written(Map<String, String> details) {
    try {
      return json.writeValueAsString(details);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts cannot be written as JSON", e);
    }
  }

  private Map<String, String> read(String details) {
    try {
      return json.readValue(details, DETAILS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a fact's details are not JSON", e);
    }
  }
}
