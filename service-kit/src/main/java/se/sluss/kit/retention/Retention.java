package se.sluss.kit.retention;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;

/**
 * Housekeeping of the kit's tables, now and every ten minutes, on each replica: every step may be
 * done twice. Outbox rows go when they are published and their day is over, inbox marks after
 * {@code sluss.inbox.retention} (longer than the broker keeps records), stored answers after {@code
 * sluss.idempotency.retention}.
 */
@ApplicationScoped
class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final String UNPUBLISHED = "xid >= (SELECT low FROM relay_cursor)";
  private static final String FORGET_PUBLISHED =
      "DELETE FROM outbox_rest WHERE created_at < now() - interval '1 day'"
          + " AND xid < (SELECT low FROM relay_cursor)";
  private static final String FORGET_MARKS =
      "DELETE FROM inbox_rest WHERE applied_at < now() - ? * interval '1 s'";
  private static final String FORGET_ANSWERS =
      "DELETE FROM idempotent_answer WHERE created_at < now() - ? * interval '1 s'";

  private final AgroalDataSource database;
  private final Transactions transactions;
  private final DayPartitions partitions;
  private final InstantSource clock;
  private final Duration inboxRetention;
  private final Duration answerRetention;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("retention").factory());

  /**
   * @param inboxRetention How long applied events are remembered. Keep it above the topics'
   *     retention.
   * @param answerRetention How long answers to {@code Idempotency-Key} are kept.
   */
  Retention(
      AgroalDataSource database,
      Transactions transactions,
      DayPartitions partitions,
      InstantSource clock,
      @ConfigProperty(name = "sluss.inbox.retention", defaultValue = "P14D")
          Duration inboxRetention,
      @ConfigProperty(name = "sluss.idempotency.retention", defaultValue = "P7D")
          Duration answerRetention) {
    this.database = database;
    this.transactions = transactions;
    this.partitions = partitions;
    this.clock = clock;
    this.inboxRetention = inboxRetention;
    this.answerRetention = answerRetention;
  }

  /** A step that did not work now is tried again next time. */
  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  void start(@Observes StartupEvent event) {
    var unused =
        timer.scheduleWithFixedDelay(this::keepHouse, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  void keepHouse() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    attempt("make outbox days", () -> partitions.makeAhead("outbox"));
    attempt("make inbox days", () -> partitions.makeAhead("inbox"));
    attempt("drop outbox days", () -> dropOutbox(today.minusDays(1)));
    attempt("drop inbox days", () -> dropInbox(today.minusDays(inboxRetention.toDays())));
    attempt("forget published events", () -> delete(FORGET_PUBLISHED));
    attempt("forget marks", () -> delete(FORGET_MARKS, inboxRetention));
    attempt("forget answers", () -> delete(FORGET_ANSWERS, answerRetention));
  }

  private void dropOutbox(LocalDate before) throws SQLException {
    for (String partition : partitions.before("outbox", before)) {
      if (!partitions.drop(partition, UNPUBLISHED)) {
        LOG.warnf("An old day of the outbox is not published yet partition=%s", partition);
      }
    }
  }

  private void dropInbox(LocalDate before) throws SQLException {
    for (String partition : partitions.before("inbox", before)) {
      partitions.drop(partition, "false");
    }
  }

  private void delete(String sql, Duration... ages) throws SQLException {
    transactions.asSystem(
        () -> {
          try (Connection connection = database.getConnection();
              PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < ages.length; i++) {
              statement.setLong(i + 1, ages[i].toSeconds());
            }
            statement.executeUpdate();
          } catch (SQLException e) {
            throw new se.sluss.kit.tenancy.StoreException("Old rows could not be deleted", e);
          }
        });
  }

  private static void attempt(String name, Step step) {
    try {
      step.run();
    } catch (SQLException | RuntimeException e) {
      LOG.warnf(
          "Housekeeping is tried again later step=\"%s\" reason=\"%s\"", name, e.getMessage());
    }
  }
}
