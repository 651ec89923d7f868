package se.sluss.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.KitTest;
import se.sluss.kit.probe.Probes;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.trace.Traceparent;
import se.sluss.model.event.EventJson;
import se.sluss.model.id.SubmissionId;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;

@KitTest
class OutboxIT {
  private static final String TOPIC = "sluss.intake";

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject AgroalDataSource database;
  @Inject Tracer tracer;
  @Inject RelayCursor cursor;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void whatNoRecordHoldsIsNotCommittedAndHoldsUpNothing() {
    SubmissionId beside = SubmissionId.next();
    SubmissionId largest = SubmissionId.next();
    SubmissionId after = SubmissionId.next();
    int room = OutboxTable.MAX_EVENT_BYTES - EventJson.write(Probes.accepted(largest, 0)).length;

    assertThatThrownBy(
            () ->
                transactions.asSystem(
                    () -> {
                      outbox.append(Probes.event(beside));
                      outbox.append(Probes.accepted(SubmissionId.next(), room / 4 * 3 + 3));
                    }))
        .hasStackTraceContaining("larger than any record");
    transactions.asSystem(() -> outbox.append(Probes.accepted(largest, room / 4 * 3)));
    transactions.asSystem(() -> outbox.append(Probes.event(after)));

    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      assertThat(await(probe, after, 1)).hasSize(1);
      assertThat(await(probe, largest, 1)).hasSize(1);
    }
    assertThat(rowsOf(beside)).isZero();
  }

  private long rowsOf(SubmissionId id) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM outbox WHERE key = '" + id.value() + "'")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anEventIsPublishedAsCloudEventWithTheStoredTrace() {
    SubmissionId id = SubmissionId.next();
    Span span = tracer.spanBuilder("cause").setNoParent().startSpan();
    try (Scope ignored = span.makeCurrent()) {
      transactions.asSystem(() -> outbox.append(Probes.event(id)));
    }

    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      ConsumerRecord<String, byte[]> record = await(probe, id, 1).getFirst();
      assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
      assertThat(header(record, "ce_type")).isEqualTo("se.sluss.submission.cancel_requested.v1");
      assertThat(header(record, "ce_source")).isEqualTo("/sluss/intake");
      assertThat(header(record, "ce_subject")).isEqualTo(id.value());
      assertThat(header(record, "ce_id")).startsWith("evt_");
      assertThat(header(record, "content-type")).isEqualTo("application/json");
      assertThat(Traceparent.read(header(record, "traceparent")).getTraceId())
          .isEqualTo(span.getSpanContext().getTraceId());
      assertThat(header(record, "ce_traceparent"))
          .isEqualTo(Traceparent.write(span.getSpanContext()));
      assertThat(EventJson.read(header(record, "ce_type"), record.value()).key())
          .isEqualTo(id.value());
    }
  }

  @Test
  void theLargestDocumentFitsThroughTheBroker() {
    SubmissionId id = SubmissionId.next();
    transactions.asSystem(() -> outbox.append(Probes.accepted(id, 2 * 1024 * 1024)));

    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      ConsumerRecord<String, byte[]> record = await(probe, id, 1).getFirst();
      assertThat(record.value()).hasSizeGreaterThan(2 * 1024 * 1024);
    }
  }

  @Test
  void whatIsRolledBackIsNotPublished() {
    SubmissionId lost = SubmissionId.next();
    SubmissionId kept = SubmissionId.next();
    assertThatThrownBy(
            () ->
                transactions.asSystem(
                    () -> {
                      outbox.append(Probes.event(lost));
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");
    transactions.asSystem(() -> outbox.append(Probes.event(kept)));

    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      await(probe, kept, 1);
      assertThat(probe.all(TOPIC)).noneMatch(r -> lost.value().equals(r.key()));
    }
  }

  @Test
  void anEventOutsideOfATransactionIsRefused() {
    assertThatThrownBy(() -> outbox.append(Probes.event(SubmissionId.next())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTransactionThatCommitsLateIsNotSkipped() throws Exception {
    SubmissionId late = SubmissionId.next();
    SubmissionId early = SubmissionId.next();
    CountDownLatch appended = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    try (ExecutorService other = Executors.newSingleThreadExecutor();
        KafkaProbe probe = new KafkaProbe(kafka)) {
      Future<?> slow =
          other.submit(
              () ->
                  transactions.asSystem(
                      () -> {
                        // So large that they are written at once.
                        outbox.append(Probes.accepted(late, 2 * 1024 * 1024));
                        outbox.append(Probes.accepted(late, 2 * 1024 * 1024));
                        appended.countDown();
                        await(mayCommit);
                      }));
      await(appended);
      transactions.asSystem(() -> outbox.append(Probes.event(early)));
      mayCommit.countDown();
      slow.get(60, TimeUnit.SECONDS);

      await(probe, early, 1);
      await(probe, late, 2);
    }
  }

  @Test
  void eventsOfOneTransactionComeInTheOrderInWhichTheyWereAppended() {
    SubmissionId id = SubmissionId.next();
    List<String> origins = IntStream.range(0, 30).mapToObj(i -> "origin-" + i).toList();
    transactions.asSystem(() -> origins.forEach(origin -> outbox.append(Probes.event(id), origin)));

    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      assertThat(await(probe, id, origins.size()).stream().map(r -> header(r, "ce_traceparent")))
          .containsExactlyElementsOf(origins);
    }
  }

  @Test
  void ofTwoTransactionsOnOneRowTheOneThatWaitedIsPublishedLast() throws Exception {
    SubmissionId id = SubmissionId.next();
    CountDownLatch firstHasItsNumber = new CountDownLatch(1);
    CountDownLatch secondIsDone = new CountDownLatch(1);
    try (ExecutorService other = Executors.newSingleThreadExecutor();
        KafkaProbe probe = new KafkaProbe(kafka)) {
      Future<?> waits =
          other.submit(
              () ->
                  transactions.asSystem(
                      () -> {
                        execute("SELECT pg_current_xact_id()");
                        firstHasItsNumber.countDown();
                        await(secondIsDone);
                        outbox.append(Probes.event(id), "origin-of-the-waiting");
                      }));
      await(firstHasItsNumber);
      transactions.asSystem(() -> outbox.append(Probes.event(id), "origin-of-the-first"));
      secondIsDone.countDown();
      waits.get(60, TimeUnit.SECONDS);

      assertThat(await(probe, id, 2).stream().map(r -> header(r, "ce_traceparent")))
          .containsExactly("origin-of-the-first", "origin-of-the-waiting");
    }
  }

  @Test
  void theOrderOfAKeyIsKeptOverManyTransactionsAndPages() throws Exception {
    int events = 3 * RelayCursor.PAGE_ROWS;
    SubmissionId id = SubmissionId.next();
    try (ExecutorService others = Executors.newFixedThreadPool(4)) {
      for (int n = 0; n < events; n++) {
        int number = n;
        transactions.asSystem(() -> outbox.append(Probes.event(id), "number-" + number));
        if (n % 10 == 0) {
          var unused =
              others.submit(
                  () ->
                      transactions.asSystem(
                          () -> outbox.append(Probes.event(SubmissionId.next()))));
        }
      }
    }

    List<String> expected = new ArrayList<>();
    for (int n = 0; n < events; n++) {
      expected.add("number-" + n);
    }
    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      assertThat(await(probe, id, events).stream().map(r -> header(r, "ce_traceparent")).distinct())
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void theRelayGoesOnAfterItsConnectionsWereCut() throws Exception {
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE usename = current_user AND pid <> pg_backend_pid()");
    SubmissionId id = SubmissionId.next();
    // A connection may be given out that has not been found dead yet.
    Eventually.holds(() -> transactions.asSystem(() -> outbox.append(Probes.event(id))));

    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      assertThat(await(probe, id, 1)).isNotEmpty();
    }
  }

  @Test
  void aFencedRelayCannotMoveThePlace() throws Exception {
    assertThat(cursor.advance(-1, new RelayCursor.Place("9", "9", 9))).isFalse();
    assertThat(cursor.renew(-1)).isFalse();
  }

  @Test
  void aRelayWhoseLeaseWasTakenSendsAgainWhenItIsFree() {
    execute(
        "UPDATE relay_cursor SET epoch = epoch + 1,"
            + " lease_until = clock_timestamp() + interval '2 s'");
    SubmissionId id = SubmissionId.next();
    transactions.asSystem(() -> outbox.append(Probes.event(id)));

    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      assertThat(await(probe, id, 1)).isNotEmpty();
    }
  }

  private void execute(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ConsumerRecord<String, byte[]>> await(
      KafkaProbe probe, SubmissionId id, int count) {
    return probe.await(TOPIC, count, record -> id.value().equals(record.key()));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return KafkaProbe.header(record, name).orElseThrow();
  }
}
