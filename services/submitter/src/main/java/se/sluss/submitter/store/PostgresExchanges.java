package se.sluss.submitter.store;

import static se.sluss.submitter.store.Sql.texts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.submitter.archive.ArchivedExchange;
import se.sluss.submitter.archive.Exchanges;
import se.sluss.submitter.delivery.Call;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Way;
import se.sluss.submitter.governor.Lanes;

/** The archive as rows beside the attempts. */
@ApplicationScoped
class PostgresExchanges implements Exchanges {
  private static final String FIND =
      """
      SELECT attempt.*, job.service, job.document_id, exchange.tx_id, exchange.address,
        exchange.action, exchange.request_bytes, exchange.request_sha256, exchange.tls_protocol,
        exchange.tls_cipher, exchange.server_sha256, exchange.client_sha256,
        exchange.sealed_headers, exchange.head_micros, exchange.sent_tx_id
      FROM attempt JOIN job USING (submission_id)
      LEFT JOIN exchange ON exchange.attempt_id = attempt.id
      """;

  private final Sql sql;

  PostgresExchanges(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void keep(List<Kept> kept) {
    byte[][] headers =
        kept.stream()
            .map(one -> one.headers().map(SealedBytes::bytes).orElse(null))
            .toArray(byte[][]::new);
    sql.update(
        """
        INSERT INTO exchange (attempt_id, vendor_id, tenant_id, mode, tx_id, address, action,
          request_bytes, request_sha256, tls_protocol, tls_cipher, server_sha256, client_sha256,
          sealed_headers, head_micros, sent_tx_id, archived_at)
        SELECT kept.*, clock_timestamp()
        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[],
          ?::bigint[], ?::text[]) AS kept
        ON CONFLICT (attempt_id) DO UPDATE SET tx_id = excluded.tx_id, address = excluded.address,
          action = excluded.action, request_bytes = excluded.request_bytes,
          request_sha256 = excluded.request_sha256, tls_protocol = excluded.tls_protocol,
          tls_cipher = excluded.tls_cipher, server_sha256 = excluded.server_sha256,
          client_sha256 = excluded.client_sha256, sealed_headers = excluded.sealed_headers,
          head_micros = excluded.head_micros, sent_tx_id = excluded.sent_tx_id
        """,
        texts(kept, one -> one.attempt().value()),
        texts(kept, one -> one.submission().vendorId().value()),
        texts(kept, one -> one.submission().tenantId().value()),
        texts(kept, one -> one.submission().mode().wire()),
        texts(kept, one -> one.txId().orElse(null)),
        texts(kept, one -> one.call().way().address()),
        texts(kept, one -> one.call().action()),
        texts(kept, one -> one.call().bytes()),
        texts(kept, one -> one.call().sha256()),
        texts(kept, one -> one.call().way().tls().map(Way.Tls::protocol).orElse(null)),
        texts(kept, one -> one.call().way().tls().map(Way.Tls::cipher).orElse(null)),
        texts(kept, one -> one.call().way().tls().map(Way.Tls::server).orElse(null)),
        texts(kept, one -> one.call().way().tls().flatMap(Way.Tls::client).orElse(null)),
        headers,
        texts(kept, one -> one.headAfter().map(Micros::of).orElse(null)),
        texts(kept, one -> one.call().txId().orElse(null)));
  }

  @Override
  public void keepLost(AttemptId attempt) {
    sql.update(
        """
        INSERT INTO exchange (attempt_id, vendor_id, tenant_id, mode, address, action,
          request_bytes, request_sha256, tls_protocol, tls_cipher, server_sha256, client_sha256,
          sent_tx_id, archived_at)
        SELECT attempt.id, attempt.vendor_id, attempt.tenant_id, attempt.mode, call.address,
          call.action, call.request_bytes, call.request_sha256, call.tls_protocol,
          call.tls_cipher, call.server_sha256, call.client_sha256, call.sent_tx_id,
          clock_timestamp()
        FROM attempt CROSS JOIN LATERAL jsonb_populate_record(NULL::exchange, asked) AS call
        WHERE attempt.id = ? AND asked IS NOT NULL
        ON CONFLICT (attempt_id) DO NOTHING
        """,
        attempt.value());
  }

  /** By the columns of its row in the archive; what is null is left out. */
  static ObjectNode asked(Lanes.Ready ready) {
    Call call = ready.call();
    ObjectNode asked =
        JsonNodeFactory.instance
            .objectNode()
            .put("submission_id", ready.submission().value())
            .put("address", call.way().address())
            .put("action", call.action())
            .put("request_bytes", call.bytes())
            .put("request_sha256", call.sha256());
    call.txId().ifPresent(txId -> asked.put("sent_tx_id", txId));
    call.way()
        .tls()
        .ifPresent(
            tls ->
                asked
                    .put("tls_protocol", tls.protocol())
                    .put("tls_cipher", tls.cipher())
                    .put("server_sha256", tls.server())
                    .put("client_sha256", tls.client().orElse(null)));
    return asked;
  }

  @Override
  public List<ArchivedExchange> find(
      @Nullable String txId, @Nullable SubmissionId submission, int most) {
    StringBuilder where = new StringBuilder("WHERE true");
    List<Object> values = new ArrayList<>();
    if (txId != null) {
      where.append(" AND (exchange.tx_id = ? OR exchange.sent_tx_id = ?)");
      values.add(txId);
      values.add(txId);
    }
    if (submission != null) {
      where.append(" AND attempt.submission_id = ?");
      values.add(submission.value());
    }
    values.add(most);
    return sql.list(
        FIND + where + " ORDER BY attempt.slot_at DESC LIMIT ?",
        PostgresExchanges::exchange,
        values.toArray());
  }

  @Override
  public Optional<ArchivedExchange> find(AttemptId attempt) {
    return sql.first(FIND + "WHERE attempt.id = ?", PostgresExchanges::exchange, attempt.value());
  }

  @Override
  public int forget(Duration olderThan, int most) {
    return sql.update(
        """
        WITH old AS (
          SELECT attempt_id FROM exchange
          WHERE archived_at < clock_timestamp() - ? * interval '1 microsecond'
          LIMIT ? FOR UPDATE SKIP LOCKED
        ), answers AS (
          UPDATE attempt SET sealed_response = NULL FROM old WHERE attempt.id = old.attempt_id
        )
        DELETE FROM exchange USING old WHERE exchange.attempt_id = old.attempt_id
        """,
        Micros.of(olderThan),
        most);
  }

  private static ArchivedExchange exchange(ResultSet row) throws SQLException {
    int status = row.getInt("http_status");
    OptionalInt httpStatus = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(status);
    return new ArchivedExchange(
        AttemptId.of(row.getString("id")),
        new SubmissionRef(
            SubmissionId.of(row.getString("submission_id")),
            VendorId.of(row.getString("vendor_id")),
            TenantId.of(row.getString("tenant_id")),
            Service.valueOf(row.getString("service")),
            Mode.ofWire(row.getString("mode")),
            row.getString("document_id")),
        ConnectionId.of(row.getString("connection_id")),
        row.getInt("number"),
        Sql.instant(row, "slot_at"),
        Optional.ofNullable(Sql.instantOrNull(row, "sent_at")),
        Optional.ofNullable(Sql.instantOrNull(row, "finished_at")),
        Optional.ofNullable(row.getString("outcome")),
        Optional.ofNullable(row.getString("cause")).map(Cause::valueOf),
        Optional.ofNullable(row.getString("tx_id")),
        call(row),
        httpStatus,
        Optional.ofNullable(row.getBytes("sealed_headers")).map(SealedBytes::of),
        Optional.ofNullable(row.getBytes("sealed_response")).map(SealedBytes::of),
        LaneRow.duration(row, "head_micros"),
        LaneRow.duration(row, "duration_micros"));
  }

  private static Optional<Call> call(ResultSet row) throws SQLException {
    String address = row.getString("address");
    if (address == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Call(
            new Way(address, tls(row)),
            row.getString("action"),
            row.getInt("request_bytes"),
            row.getString("request_sha256"),
            Optional.ofNullable(row.getString("sent_tx_id"))));
  }

  private static Optional<Way.Tls> tls(ResultSet row) throws SQLException {
    String protocol = row.getString("tls_protocol");
    return protocol == null
        ? Optional.empty()
        : Optional.of(
            new Way.Tls(
                protocol,
                row.getString("tls_cipher"),
                row.getString("server_sha256"),
                Optional.ofNullable(row.getString("client_sha256"))));
  }
}
