package se.sluss.receipts.store;

import static se.sluss.receipts.store.Sql.texts;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.DeliveryKind;
import se.sluss.receipts.webhook.delivery.EndedAttempt;
import se.sluss.receipts.webhook.delivery.Payload;

/**
 * Notes what was delivered and takes what is due, in one trip and a transaction of its own. Whose
 * turn it is, and what an endpoint may have in flight, is the database's {@code claim_deliveries}.
 */
@ApplicationScoped
class DeliveryClaims {
  private static final String TURN =
      "SELECT * FROM turn_deliveries(?::text[], ?::text[], ?::text[], ?::text[], ?::int[],"
          + " ?::bigint[], ?::bytea[], ?::text[], ?::bigint[], ?::text[], ?::int, ?::text[],"
          + " ?::text[], ?::bigint)";

  private final Sql sql;
  private final WebhookConfig config;

  DeliveryClaims(Sql sql, WebhookConfig config) {
    this.sql = sql;
    this.config = config;
  }

  /** Notes these, then takes so many at most and notes their attempts as begun. */
  List<ClaimedDelivery> turn(List<EndedAttempt> ended, int most, Collection<VendorId> satisfied) {
    List<Object> parameters = AttemptNotes.columns(ended);
    parameters.add(texts(ended, one -> one.delivery().recipient().endpoint()));
    parameters.add(config.perEndpoint());
    parameters.add(Stream.generate(AttemptId::next).limit(most).toList());
    parameters.add(List.copyOf(satisfied));
    parameters.add(config.lease().toMillis());
    return sql.query(TURN, DeliveryClaims::claimed, parameters.toArray());
  }

  private static ClaimedDelivery claimed(ResultSet row) throws SQLException {
    byte[] old = row.getBytes("old_sealed_secret");
    SealedBytes current = SealedBytes.of(row.getBytes("sealed_secret"));
    return new ClaimedDelivery(
        DeliveryId.of(row.getString("id")),
        DeliveryKind.valueOf(row.getString("kind")),
        AttemptId.of(row.getString("attempt_id")),
        row.getInt("number"),
        new ClaimedDelivery.Recipient(
            WebhookEndpointId.of(row.getString("endpoint_id")),
            row.getLong("version"),
            EndpointTable.owner(row),
            row.getString("url"),
            old == null ? List.of(current) : List.of(current, SealedBytes.of(old))),
        new ClaimedDelivery.Message(
            EventId.of(row.getString("event_id")),
            Optional.ofNullable(row.getString("submission_id")).map(SubmissionId::of),
            Payload.of(row.getBytes("body"))),
        row.getString("traceparent"));
  }
}
