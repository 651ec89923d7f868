package se.sluss.kit.outbox;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traceparent;
import se.sluss.kit.trace.Traces;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.EventJson;
import se.sluss.model.id.EventId;
import se.sluss.model.id.SubmissionId;

/**
 * The outbox as a table of the room's schema. A transaction's events are written together right
 * before its commit, or before when they are large, in the order in which they were appended; the
 * relay in this process is told after it.
 */
@ApplicationScoped
class OutboxTable implements Outbox, SharedOutbox {
  private static final String INSERT =
      "INSERT INTO outbox (event_id, type, key, data, traceparent, origin)"
          + " SELECT id, type, key, data, traceparent, origin FROM unnest(?::text[], ?::text[],"
          + " ?::text[], ?::bytea[], ?::text[], ?::text[]) WITH ORDINALITY"
          + " AS event (id, type, key, data, traceparent, origin, number) ORDER BY number";

  /** Bytes of events that wait for the commit. */
  private static final long MOST_HELD = 4 << 20;

  /**
   * The largest event: the broker's largest record, less its key and headers. One larger would be
   * refused for ever, and nothing behind it would leave.
   */
  static final int MAX_EVENT_BYTES = Topics.MAX_RECORD_BYTES - (64 << 10);

  /** Submissions of one event that have a span of their own; the log names all. */
  private static final int MOST_FINDABLE = 500;

  private record Appended(
      String id,
      String type,
      String key,
      byte[] data,
      String traceparent,
      String origin,
      List<String> words)
      implements Prepared {}

  private record Told(String words, String traceparent) {}

  /** Events of one transaction, which one thread works in. */
  private static final class Held {
    private final List<Appended> events = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private long bytes;

    private void add(Appended event) {
      events.add(event);
      bytes += event.data().length;
      event.words().forEach(words -> told.add(new Told(words, event.traceparent())));
    }
  }

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
    requireTransaction();
    append(prepare(event, originTraceparent));
  }

  @Override
  public Prepared prepare(DomainEvent event) {
    return prepare(event, traces.originTraceparent());
  }

  @Override
  public void append(Prepared event) {
    requireTransaction();
    Held held = held();
    held.add((Appended) event);
    if (held.bytes > MOST_HELD) {
      write(held);
    }
  }

  private static void requireTransaction() {
    if (!QuarkusTransaction.isActive()) {
      throw new IllegalStateException("An event is appended inside the transaction of its cause");
    }
  }

  private Appended prepare(DomainEvent event, String originTraceparent) {
    byte[] data = EventJson.write(event);
    if (data.length > MAX_EVENT_BYTES) {
      throw new IllegalStateException(
          "An event is larger than any record: %s of %s, %d bytes"
              .formatted(event.type().ceType(), event.key(), data.length));
    }
    Span span = send(event);
    try {
      String traceparent = Traceparent.write(span.getSpanContext());
      return new Appended(
          EventId.next().value(),
          event.type().ceType(),
          event.key(),
          data,
          traceparent,
          originTraceparent.isEmpty() ? traceparent : originTraceparent,
          ToldEvents.words(event));
    } finally {
      span.end();
    }
  }

  private void write(Held held) {
    insert(held.events);
    held.events.clear();
    held.bytes = 0;
  }

  private void insert(List<Appended> events) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setArray(1, texts(connection, events, Appended::id));
      statement.setArray(2, texts(connection, events, Appended::type));
      statement.setArray(3, texts(connection, events, Appended::key));
      byte[][] data = events.stream().map(Appended::data).toArray(byte[][]::new);
      statement.setArray(4, connection.createArrayOf("bytea", data));
      statement.setArray(5, texts(connection, events, Appended::traceparent));
      statement.setArray(6, texts(connection, events, Appended::origin));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("Events could not be appended", e);
    }
  }

  private static Array texts(
      Connection connection, List<Appended> events, Function<Appended, String> member)
      throws SQLException {
    return connection.createArrayOf("text", events.stream().map(member).toArray(String[]::new));
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
    List<SubmissionId> submissions = EventAttributes.submissions(event);
    if (submissions.size() > 1) {
      findable(span, submissions);
    }
    return span;
  }

  /** A search for one of many submissions finds this trace by a span of its own. */
  private void findable(Span span, List<SubmissionId> submissions) {
    Context within = Context.current().with(span);
    submissions.stream()
        .limit(MOST_FINDABLE)
        .forEach(
            each ->
                tracer
                    .spanBuilder("submission of an order")
                    .setParent(within)
                    .setAttribute(EventAttributes.SUBMISSION, each.value())
                    .startSpan()
                    .end());
  }

  /** What this transaction has appended and not written yet. */
  private Held held() {
    if (transaction.getResource(OutboxTable.class) instanceof Held known) {
      return known;
    }
    Held held = new Held();
    transaction.putResource(OutboxTable.class, held);
    transaction.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            if (!held.events.isEmpty()) {
              write(held);
            }
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              signal.raise();
              held.told.forEach(one -> ToldEvents.log(one.words(), one.traceparent()));
            }
          }
        });
    return held;
  }
}
