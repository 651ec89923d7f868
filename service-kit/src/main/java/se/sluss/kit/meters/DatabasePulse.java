package se.sluss.kit.meters;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long the database has not answered this process: the one figure that rises when it is away,
 * while all that is read from it stands still. A pool without a free connection counts as no
 * answer.
 */
@Singleton
class DatabasePulse {
  static final String SILENT = "sluss.database.silent";

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final double NANOS = 1e9;

  private final Question question;
  private final LongSupplier nanoTime;
  private volatile long answeredAt;
  private volatile @Nullable Thread asking;

  /** Returns when it is answered. */
  @FunctionalInterface
  interface Question {
    void ask() throws SQLException;
  }

  @Inject
  DatabasePulse(AgroalDataSource database, MeterRegistry meters) {
    this(() -> ask(database), meters, System::nanoTime);
  }

  DatabasePulse(Question question, MeterRegistry meters, LongSupplier nanoTime) {
    this.question = question;
    this.nanoTime = nanoTime;
    this.answeredAt = nanoTime.getAsLong();
    Gauge.builder(SILENT, this, DatabasePulse::silentSeconds)
        .baseUnit("seconds")
        .description("How long the database has not answered")
        .register(meters);
  }

  private double silentSeconds() {
    return (nanoTime.getAsLong() - answeredAt) / NANOS;
  }

  void start(@Observes StartupEvent event) {
    asking = Thread.ofVirtual().name("database-pulse").start(this::askOnAndOn);
  }

  void stop(@Observes ShutdownEvent event) {
    Thread thread = asking;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void askOnAndOn() {
    try {
      while (true) {
        ask();
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void ask() {
    try {
      question.ask();
      answeredAt = nanoTime.getAsLong();
    } catch (SQLException | RuntimeException e) {
      // The gauge tells it; whoever needs the database tells why.
    }
  }

  private static void ask(AgroalDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
  }
}
