package se.sluss.kit.outbox;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traceparent;
import se.sluss.kit.trace.Traces;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.EventJson;
import se.sluss.model.id.EventId;

/** The outbox as a table of the room's schema. Tells the relay in this process after the commit. */
@ApplicationScoped
class OutboxTable implements Outbox {
  private static final String INSERT =
      "INSERT INTO outbox (event_id, type, key, data, traceparent, origin)"
          + " VALUES (?, ?, ?, ?, ?, ?)";

  private final AgroalDataSource database;
  private final TransactionSynchronizationRegistry transaction;
  private final Traces traces;
  private final Tracer tracer;
  private final Room room;
  private final RelaySignal signal;

  OutboxTable(
      AgroalDataSource database,
      TransactionSynchronizationRegistry transaction,
      Traces traces,
      Tracer tracer,
      Room room,
      RelaySignal signal) {
    this.database = database;
    this.transaction = transaction;
    this.traces = traces;
    this.tracer = tracer;
    this.room = room;
    this.signal = signal;
  }

  @Override
  public void append(DomainEvent event) {
    append(event, traces.originTraceparent());
  }

  @Override
  public void append(DomainEvent event, String originTraceparent) {
    if (!QuarkusTransaction.isActive()) {
      throw new IllegalStateException("An event is appended inside the transaction of its cause");
    }
    Span span = send(event);
    try {
      String traceparent = Traceparent.write(span.getSpanContext());
      insert(event, traceparent, originTraceparent.isEmpty() ? traceparent : originTraceparent);
    } finally {
      span.end();
    }
    signalAfterCommit();
  }

  private void insert(DomainEvent event, String traceparent, String origin) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, EventId.next().value());
      statement.setString(2, event.type().ceType());
      statement.setString(3, event.key());
      statement.setBytes(4, EventJson.write(event));
      statement.setString(5, traceparent);
      statement.setString(6, origin);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("An event could not be appended", e);
    }
  }

  private Span send(DomainEvent event) {
    String topic = room.topic().topicName();
    Span span =
        tracer
            .spanBuilder("send " + topic)
            .setSpanKind(SpanKind.PRODUCER)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.type", "send")
            .setAttribute("messaging.destination.name", topic)
            .startSpan();
    EventAttributes.of(event).forEach(span::setAttribute);
    return span;
  }

  private void signalAfterCommit() {
    if (transaction.getResource(OutboxTable.class) != null) {
      return;
    }
    transaction.putResource(OutboxTable.class, true);
    transaction.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              signal.raise();
            }
          }
        });
  }
}
