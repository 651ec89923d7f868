package se.sluss.kit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.KitTest;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.testsupport.Eventually;

@KitTest
class RetentionIT {
  private static final String UNPUBLISHED = "9000000000";

  @Inject AgroalDataSource database;
  @Inject Transactions transactions;
  @Inject Retention retention;

  @Test
  void theComingDaysArePartitionsAlready() {
    LocalDate first = LocalDate.now(ZoneOffset.UTC);
    // Once midnight has passed, the last day comes with the room's next round.
    LocalDate last = dayOf(ManagementFactory.getRuntimeMXBean().getStartTime()).plusDays(3);
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      assertThat(exists(name("outbox", day))).isTrue();
      assertThat(exists(name("inbox", day))).isTrue();
    }
  }

  @Test
  void aDayOfTheOutboxGoesWhenItsEventsArePublished() {
    String published = day("outbox", 10);
    event(published, 10, "1");
    String waiting = day("outbox", 11);
    event(waiting, 11, UNPUBLISHED);

    Eventually.holds(
        () -> {
          retention.keepHouse();
          assertThat(exists(published)).isFalse();
        });
    assertThat(exists(waiting)).isTrue();
    execute("DROP TABLE " + waiting);
  }

  @Test
  void aDayOfTheInboxGoesWhenTheBrokerCannotSendItAgain() {
    String old = day("inbox", 20);
    String recent = day("inbox", 7);

    Eventually.holds(
        () -> {
          retention.keepHouse();
          assertThat(exists(old)).isFalse();
        });
    assertThat(exists(recent)).isTrue();
  }

  @Test
  void aMarkOfAnEventThatCameLateIsKeptFromWhenItWasMade() {
    execute("INSERT INTO inbox VALUES ('late', now() - interval '30 days')");
    execute(
        "INSERT INTO inbox VALUES ('old', now() - interval '30 days', now() - interval '15 days')");
    retention.keepHouse();
    assertThat(count("SELECT count(*) FROM inbox WHERE event_id = 'late'")).isEqualTo(1);
    assertThat(count("SELECT count(*) FROM inbox WHERE event_id = 'old'")).isZero();
  }

  @Test
  void aStoredAnswerIsKeptForSevenDays() {
    answer("\\x01", 8);
    answer("\\x02", 6);
    retention.keepHouse();
    assertThat(count("SELECT count(*) FROM idempotent_answer WHERE request_sha256 = '\\x01'"))
        .isZero();
    assertThat(count("SELECT count(*) FROM idempotent_answer WHERE request_sha256 = '\\x02'"))
        .isEqualTo(1);
  }

  private static LocalDate dayOf(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  private String day(String table, int ago) {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(ago);
    execute(
        "CREATE TABLE %s PARTITION OF %s FOR VALUES FROM ('%s 00:00Z') TO ('%s 00:00Z')"
            .formatted(name(table, day), table, day, day.plusDays(1)));
    return name(table, day);
  }

  private static String name(String table, LocalDate day) {
    return table + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private void event(String partition, int ago, String xid) {
    execute(
        "INSERT INTO outbox (xid, event_id, type, key, data, traceparent, origin, created_at)"
            + " VALUES ('%s', 'e', 't', 'k', '', '', '', '%s 12:00Z')"
                .formatted(xid, LocalDate.now(ZoneOffset.UTC).minusDays(ago)));
    assertThat(count("SELECT count(*) FROM " + partition)).isEqualTo(1);
  }

  private void answer(String name, int daysAgo) {
    execute(
        ("INSERT INTO idempotent_answer VALUES ('%s', 'v', '', 'test', '', '',"
                + " now() - interval '%d days')")
            .formatted(name, daysAgo));
  }

  private boolean exists(String table) {
    return count("SELECT count(*) FROM pg_class WHERE oid = to_regclass('" + table + "')") == 1;
  }

  private void execute(String sql) {
    transactions.asSystem(
        () -> {
          try (Connection connection = database.getConnection();
              Statement statement = connection.createStatement()) {
            statement.execute(sql);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private long count(String sql) {
    return transactions.asSystem(
        () -> {
          try (Connection connection = database.getConnection();
              Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
