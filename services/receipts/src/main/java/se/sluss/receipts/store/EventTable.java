package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.trace.Traces;
import se.sluss.model.event.SubmissionRef;
import se.sluss.receipts.Owner;
import se.sluss.receipts.event.EventKind;
import se.sluss.receipts.event.EventLog;
import se.sluss.receipts.event.PublicEvent;

/** The list of events, in SQL. */
@ApplicationScoped
public class EventTable implements EventLog {
  private static final String BEGINNING = "0";

  private final Sql sql;
  private final Traces traces;

  EventTable(Sql sql, Traces traces) {
    this.sql = sql;
    this.traces = traces;
  }

  /**
   * A listed event.
   *
   * @param place where it stands in the list: transaction and position, separated by a colon
   * @param body the JSON that is sent, as it was written
   */
  public record Listed(String place, String id, String body, Instant happenedAt) {}

  @Override
  public long nextSequence(SubmissionRef submission) {
    return sql.first(
            "INSERT INTO submission_sequence AS s"
                + " (submission_id, vendor_id, tenant_id, mode, last) VALUES (?, ?, ?, ?, 1)"
                + " ON CONFLICT (submission_id) DO UPDATE SET last = s.last + 1 RETURNING last",
            row -> row.getLong(1),
            submission.submissionId(),
            submission.vendorId(),
            submission.tenantId(),
            submission.mode().wire())
        .orElseThrow();
  }

  @Override
  public void add(PublicEvent event) {
    sql.update(
        "INSERT INTO public_event (id, vendor_id, tenant_id, mode, type, submission_id, sequence,"
            + " body, happened_at, traceparent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event.id(),
        event.owner().vendorId(),
        event.owner().tenantId(),
        event.owner().mode().wire(),
        event.kind().type(),
        event.place().map(PublicEvent.Place::submission),
        event.place().map(PublicEvent.Place::sequence),
        event.body().bytes(),
        event.happenedAt(),
        traces.currentTraceparent());
  }

  /**
   * Events in order after a place. Stops below the oldest transaction that may still add some, so
   * that what is listed later stands later. Tests of endpoints are not listed.
   *
   * @param after as in {@link Listed#place}; null at the beginning
   * @throws IllegalArgumentException when the place is none
   */
  public List<Listed> after(Owner owner, @Nullable String after, int most) {
    String[] place = (after == null ? BEGINNING + ":" + BEGINNING : after).split(":", -1);
    if (place.length != 2) {
      throw new IllegalArgumentException("no place in the list");
    }
    return sql.query(
        "SELECT written_in, position, id, body, happened_at FROM public_event"
            + " WHERE vendor_id = ? AND mode = ? AND (?::text IS NULL OR tenant_id = ?)"
            + " AND (written_in, position) > (?::text::xid8, ?)"
            + " AND written_in < pg_snapshot_xmin(pg_current_snapshot())"
            + " AND type <> ? ORDER BY written_in, position LIMIT ?",
        EventTable::listed,
        owner.vendorId(),
        owner.mode().wire(),
        owner.tenantId(),
        owner.tenantId(),
        place[0],
        Long.parseLong(place[1]),
        EventKind.ENDPOINT_TEST.type(),
        most);
  }

  /** Whether a place is not beyond the list's end, as it is once an older state was restored. */
  public boolean reaches(String place) {
    return sql.first(
            "SELECT ?::text::xid8 < pg_snapshot_xmax(pg_current_snapshot())",
            row -> row.getBoolean(1),
            place.split(":", 2)[0])
        .orElseThrow();
  }

  private static Listed listed(ResultSet row) throws SQLException {
    return new Listed(
        row.getString("written_in") + ":" + row.getLong("position"),
        row.getString("id"),
        new String(row.getBytes("body"), StandardCharsets.UTF_8),
        Sql.time(row, "happened_at"));
  }
}
