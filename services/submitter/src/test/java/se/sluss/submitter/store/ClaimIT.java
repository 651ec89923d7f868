package se.sluss.submitter.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Deliveries;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.delivery.DeliveryState;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.RecordOutcome;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.Grant;
import se.sluss.submitter.governor.Lanes.Claimed;
import se.sluss.submitter.governor.TakeSlot;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestServers;

/**
 * The claim against a real database. The lane's address is a closed port, so that the room's own
 * runners never ask for its slots.
 */
@SubmitterTest
class ClaimIT {
  private static final Duration INTERVAL = Duration.ofMillis(50);

  @Inject TakeSlot takeSlot;
  @Inject PostgresLanes lanes;
  @Inject Deliveries deliveries;
  @Inject Connections connections;
  @Inject RecordOutcome recordOutcome;
  @Inject Transactions transactions;

  private final VendorId vendor = VendorId.next();
  private final TenantId tenant = TenantId.next();
  private ConnectionId connection;

  @BeforeEach
  void lane() {
    connection = ConnectionId.next();
    SealedBytes nothing = SealedBytes.of(new byte[] {1});
    transactions.asSystem(
        () ->
            connections.add(
                new se.sluss.submitter.connection.Connection(
                    connection,
                    vendor,
                    Service.ELT,
                    Mode.TEST,
                    true,
                    URI.create("https://localhost:1/shs2/X"),
                    "X",
                    INTERVAL,
                    Duration.ZERO,
                    nothing,
                    nothing,
                    "",
                    Instant.now().plusSeconds(3600),
                    Instant.now())));
  }

  @Test
  void firstInFirstOut() {
    List<SubmissionId> queued = List.of(job(), job(), job());

    List<SubmissionId> sent = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Grant grant = granted();
      takeSlot.confirm(grant, System.nanoTime());
      sent.add(grant.delivery().submission().submissionId());
    }

    assertThat(sent).isEqualTo(queued);
  }

  @Test
  void noSlotWithoutAJobAndNoJobWithoutASlot() {
    assertThat(takeSlot.take(connection)).isInstanceOf(Claim.NothingToSend.class);
    job();
    job();

    assertThat(takeSlot.take(connection)).isInstanceOf(Claim.Granted.class);
    assertThat(takeSlot.take(connection)).isInstanceOf(Claim.NotDue.class);
  }

  @Test
  void slotIsAsYoungAsItsLockWhenTheHolderRollsBack() throws Exception {
    job();
    try (Connection holder = TestServers.running(false).superuser()) {
      holder.setAutoCommit(false);
      lockLane(holder);

      assertThat(takeSlot.take(connection)).isEqualTo(new Claim.Busy());
      CompletableFuture<Claimed.Taken> waiting = CompletableFuture.supplyAsync(this::claimWaiting);
      Eventually.holds(() -> assertThat(waitersForLocks()).isPositive());
      Instant released = databaseTime(holder);
      holder.rollback();

      assertThat(waiting.get(20, SECONDS).at()).isAfterOrEqualTo(released);
    }
  }

  @Test
  void slotIsAsYoungAsItsLockWhenTheHolderIsKilled() throws Exception {
    job();
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

  @Test
  void manyReplicasNeverTakeTwoSlotsCloserThanTheInterval() throws Exception {
    int jobs = 40;
    for (int i = 0; i < jobs; i++) {
      job();
    }
    List<Grant> grants = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService replicas = Executors.newFixedThreadPool(8)) {
      List<Future<?>> running = new ArrayList<>();
      for (int replica = 0; replica < 8; replica++) {
        running.add(
            replicas.submit(
                () -> {
                  start.await();
                  hammer(grants, jobs);
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : running) {
        one.get(60, SECONDS);
      }
    }

    List<Instant> slots = grants.stream().map(grant -> grant.slot().at()).sorted().toList();
    assertThat(slots).hasSize(jobs);
    for (int i = 1; i < slots.size(); i++) {
      assertThat(Duration.between(slots.get(i - 1), slots.get(i))).isGreaterThanOrEqualTo(INTERVAL);
    }
    assertThat(grants.stream().map(grant -> grant.delivery().submission().submissionId()))
        .doesNotHaveDuplicates();
  }

  private void hammer(List<Grant> grants, int jobs) {
    while (true) {
      switch (takeSlot.take(connection)) {
        case Claim.Granted(var grant) -> {
          takeSlot.confirm(grant, System.nanoTime());
          finish(grant, new SubmitOutcome.Received("tx"));
          synchronized (grants) {
            grants.add(grant);
          }
        }
        case Claim.NotDue _, Claim.Busy _, Claim.Halted _ -> Thread.onSpinWait();
        case Claim.NothingToSend _ -> {
          synchronized (grants) {
            if (grants.size() >= jobs) {
              return;
            }
          }
        }
      }
    }
  }

  @Test
  void killedHolderCostsOneWindow() {
    job();
    job();
    Grant lost = granted(); // and never heard of again

    Grant next = granted();

    Duration window = Duration.between(lost.slot().at(), lost.slot().booked()).minus(INTERVAL);
    assertThat(window).isEqualTo(Duration.ofMillis(200));
    assertThat(Duration.between(lost.slot().at(), next.slot().at()))
        .isGreaterThanOrEqualTo(window.plus(INTERVAL))
        .isLessThan(window.plus(INTERVAL).plusSeconds(2));
  }

  @Test
  void confirmationNeverUndoesWhatSomebodyElseHasBooked() {
    job();
    Grant grant = granted();
    transactions.asSystem(() -> lanes.hold(connection, Duration.ofMinutes(1)));

    takeSlot.confirm(grant, System.nanoTime());
    takeSlot.giveBack(grant);

    assertThat(transactions.asSystem(() -> lanes.outlook(connection)).orElseThrow().untilSlot())
        .isGreaterThan(Duration.ofSeconds(50));
  }

  @Test
  void slotThatWasMissedIsGivenBackWithTheJobAtItsPlace() {
    SubmissionId first = job();
    job();
    Grant missed = granted();
    takeSlot.giveBack(missed);
    finish(missed, new SubmitOutcome.NotSent(Cause.WINDOW_MISSED));

    Grant again = granted();

    assertThat(again.delivery().submission().submissionId()).isEqualTo(first);
    assertThat(again.delivery().attempts()).isEqualTo(2);
    assertThat(Duration.between(missed.slot().at(), again.slot().at()))
        .isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void attemptWithoutAnEndIsInDoubtAfterItsTimeAndGoesAgainFirst() {
    SubmissionId lost = job();
    job();
    granted();

    Eventually.holds(
        () ->
            assertThat(state(lost))
                .isInstanceOfSatisfying(
                    DeliveryState.InDoubt.class,
                    doubt -> assertThat(doubt.cause()).isEqualTo(Cause.SENDER_LOST)));
    Eventually.holds(
        () -> assertThat(granted().delivery().submission().submissionId()).isEqualTo(lost));
  }

  @Test
  void callsInFlightAreBounded() {
    for (int i = 0; i < 9; i++) {
      job();
    }
    for (int i = 0; i < 8; i++) {
      takeSlot.confirm(granted(), System.nanoTime());
    }

    Eventually.holds(
        () -> assertThat(takeSlot.take(connection)).isInstanceOf(Claim.NothingToSend.class));
  }

  @Test
  void stoppedLaneGivesNothing() {
    job();
    transactions.asSystem(() -> lanes.stop(connection, Cause.FORBIDDEN));

    assertThat(takeSlot.take(connection)).isEqualTo(new Claim.Halted());

    transactions.asSystem(() -> lanes.resume(connection));
    assertThat(takeSlot.take(connection)).isInstanceOf(Claim.NotDue.class);
  }

  private Grant granted() {
    return ((Claim.Granted)
            Eventually.value(() -> takeSlot.take(connection), Claim.Granted.class::isInstance))
        .grant();
  }

  private void finish(Grant grant, SubmitOutcome outcome) {
    recordOutcome.record(
        grant.delivery().submission().submissionId(),
        grant.attempt(),
        Exchange.unanswered(outcome),
        Optional.empty());
  }

  private DeliveryState state(SubmissionId submission) {
    return transactions.asSystem(() -> deliveries.lock(submission)).orElseThrow().state();
  }

  /** The same statement, waiting for the lock instead of passing by. */
  private Claimed.Taken claimWaiting() {
    String waiting = LaneSql.CLAIM.replaceFirst("FOR UPDATE SKIP LOCKED", "FOR UPDATE");
    return (Claimed.Taken)
        transactions.asSystem(() -> lanes.claim(waiting, connection, AttemptId.next()));
  }

  private SubmissionId job() {
    SubmissionId id = SubmissionId.next();
    SealedBytes nothing = SealedBytes.of(new byte[] {1});
    Delivery delivery =
        new Delivery(
            new SubmissionRef(
                id, vendor, tenant, Service.ELT, Mode.TEST, UUID.randomUUID().toString()),
            Optional.of(connection),
            new DeliveryState.Queued(QueuedReason.SIGNED),
            0,
            0,
            "",
            "");
    transactions.asSystem(
        () -> deliveries.insert(delivery, new Deliveries.Sealed("", "", nothing, nothing)));
    return id;
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
                        + " query LIKE '%FROM lane WHERE%'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
