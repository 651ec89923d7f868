package se.sluss.submitter.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.Lanes.Ask;
import se.sluss.submitter.governor.Lanes.Claimed;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestServers;

/** A claim that met a lock: whatever became of the holder, the slot is no older than the lock. */
@SubmitterTest
class ClaimAfterLockIT extends LaneInPostgres {
  @Test
  void slotIsAsYoungAsItsLockWhenTheHolderRollsBack() throws Exception {
    toldJob();
    try (Connection holder = TestServers.running(false).superuser()) {
      holder.setAutoCommit(false);
      lockLane(holder);

      assertThat(takeSlot.take(connection, false, Optional.empty())).isEqualTo(new Claim.Busy());
      CompletableFuture<Claimed.Taken> waiting = CompletableFuture.supplyAsync(this::claimWaiting);
      Eventually.holds(() -> assertThat(waitersForLocks()).isPositive());
      Instant released = databaseTime(holder);
      holder.rollback();

      assertThat(waiting.get(20, SECONDS).at()).isAfterOrEqualTo(released);
    }
  }

  @Test
  void slotIsAsYoungAsItsLockWhenTheHolderIsKilled() throws Exception {
    toldJob();
    try (Connection holder = TestServers.running(false).superuser();
        Connection killer = TestServers.running(false).superuser()) {
      holder.setAutoCommit(false);
      lockLane(holder);
      int backend = backend(holder);
      CompletableFuture<Claimed.Taken> waiting = CompletableFuture.supplyAsync(this::claimWaiting);
      Eventually.holds(() -> assertThat(waitersForLocks()).isPositive());
      Instant before = databaseTime(killer);
      try (var kill = killer.prepareStatement("SELECT pg_terminate_backend(?)")) {
        kill.setInt(1, backend);
        kill.execute();
      }

      assertThat(waiting.get(20, SECONDS).at()).isAfterOrEqualTo(before);
    }
  }

  /** Who tells of a place holds the job's row for a moment, and a claim passes it by. */
  private void toldJob() {
    SubmissionId id = job();
    Eventually.holds(
        () ->
            assertThat(
                    Rows.read(
                        "SELECT 1 FROM submitter.job WHERE told_start IS NOT NULL"
                            + " AND submission_id = '%s'".formatted(id)))
                .hasSize(1));
  }

  /** The same statement, waiting for the lock instead of passing by. */
  private Claimed.Taken claimWaiting() {
    String passing = "FROM lane WHERE connection_id = asked.id FOR NO KEY UPDATE SKIP LOCKED";
    String function =
        Rows.read(
                "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'claim_slots'"
                    + " AND pronamespace = 'submitter'::regnamespace AND 'asked_calls' = ANY (proargnames)")
            .getFirst();
    assertThat(function).contains(passing);
    String waiting =
        function
            .replace("claim_slots(", "claim_slots_waiting(")
            .replace(passing, passing.replace(" SKIP LOCKED", ""));
    Rows.change("SET search_path = submitter; " + waiting);
    Rows.change("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA submitter TO PUBLIC");
    return (Claimed.Taken)
        transactions.asSystem(
            () ->
                lanes
                    .claim(
                        LaneSql.CLAIM.replace("claim_slots(", "claim_slots_waiting("),
                        List.of(new Ask(connection, AttemptId.next(), false, Optional.empty())),
                        "test")
                    .get(connection));
  }

  private void lockLane(Connection holder) throws SQLException {
    try (PreparedStatement lock =
        holder.prepareStatement(
            "SELECT 1 FROM submitter.lane WHERE connection_id = ? FOR UPDATE")) {
      lock.setString(1, connection.value());
      lock.executeQuery().close();
    }
  }

  private static int backend(Connection holder) throws SQLException {
    try (ResultSet rows = holder.createStatement().executeQuery("SELECT pg_backend_pid()")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Instant databaseTime(Connection any) throws SQLException {
    try (ResultSet rows = any.createStatement().executeQuery("SELECT clock_timestamp()")) {
      rows.next();
      return rows.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static int waitersForLocks() throws SQLException {
    try (Connection database = TestServers.running(false).superuser();
        ResultSet rows =
            database
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND"
                        + " query LIKE '%claim_slots_waiting%'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
