package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.submitter.Rows;
import se.sluss.submitter.certificate.CertificateFacts;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.SealedKey;
import se.sluss.submitter.delivery.Deliveries;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.delivery.DeliveryState;
import se.sluss.submitter.delivery.Ending;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.LaneBrake;
import se.sluss.submitter.delivery.OperatorActs;
import se.sluss.submitter.delivery.RecordOutcome;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.Grant;
import se.sluss.submitter.governor.OperateLane;
import se.sluss.submitter.governor.TakeSlot;
import se.sluss.testsupport.Eventually;

/**
 * A lane in a real database. Its address is a closed port, so that the room's own runners never ask
 * for its slots.
 */
abstract class LaneInPostgres {
  static final Duration INTERVAL = Duration.ofMillis(50);

  @Inject TakeSlot takeSlot;
  @Inject PostgresLanes lanes;
  @Inject Deliveries deliveries;
  @Inject Connections connections;
  @Inject RecordOutcome recordOutcome;
  @Inject Transactions transactions;

  @Inject LaneBrake brake;
  @Inject OperateLane operate;

  static final CertificateFacts NO_CERTIFICATE =
      new CertificateFacts(
          "none", "", "", "", Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
  static final OperatorActs.Why WHY = new OperatorActs.Why("administrator", "a test");

  final VendorId vendor = VendorId.next();
  final TenantId tenant = TenantId.next();
  ConnectionId connection;

  @BeforeEach
  void lane() {
    connection = connected(vendor);
  }

  /** Another lane of the same kind, of this vendor. */
  final ConnectionId connected(VendorId of) {
    ConnectionId id = ConnectionId.next();
    SealedBytes nothing = SealedBytes.of(new byte[] {1});
    transactions.asSystem(
        () ->
            connections.add(
                new se.sluss.submitter.connection.Connection(
                    id,
                    of,
                    Service.ELT,
                    Mode.TEST,
                    true,
                    URI.create("https://localhost:1/shs2/X"),
                    "X",
                    INTERVAL,
                    Duration.ZERO,
                    Optional.empty(),
                    "",
                    Instant.now().plusSeconds(3600),
                    Optional.empty(),
                    Instant.now()),
                CertificateId.next(),
                NO_CERTIFICATE,
                new SealedKey(nothing, nothing)));
    return id;
  }

  final Grant granted() {
    return granted(connection);
  }

  /** What the lane answers; whoever holds its row at this moment is asked again. */
  final Claim claimed() {
    return claimed(connection);
  }

  final Claim claimed(ConnectionId lane) {
    return Eventually.value(
        () -> takeSlot.take(lane, false, Optional.empty()),
        claim -> !(claim instanceof Claim.Busy));
  }

  final Grant granted(ConnectionId lane) {
    return ((Claim.Granted)
            Eventually.value(
                () -> takeSlot.take(lane, false, Optional.empty()),
                Claim.Granted.class::isInstance))
        .grant();
  }

  final void finish(Grant grant, SubmitOutcome outcome) {
    assertThat(recordOutcome.recordTogether(List.of(ending(grant, outcome))))
        .containsExactly(Optional.empty());
  }

  static Ending ending(Grant grant, SubmitOutcome outcome) {
    return new Ending(
        grant.delivery(),
        grant.attempt(),
        Exchange.unanswered(outcome),
        Optional.empty(),
        Optional.empty(),
        grant.trace());
  }

  final SubmissionId job() {
    return job(tenant, null);
  }

  /**
   * A queued job with its place in the lane; both in one transaction, so that nobody comes between.
   */
  final SubmissionId job(TenantId owner, @Nullable Instant neededBy) {
    return job(vendor, owner, neededBy);
  }

  /** The same of another vendor. */
  final SubmissionId job(VendorId of, TenantId owner, @Nullable Instant neededBy) {
    SubmissionId id = SubmissionId.next();
    SealedBytes nothing = SealedBytes.of(new byte[] {1});
    Delivery delivery =
        new Delivery(
            new SubmissionRef(id, of, owner, Service.ELT, Mode.TEST, UUID.randomUUID().toString()),
            Optional.empty(),
            new DeliveryState.Queued(QueuedReason.SIGNED),
            0,
            0,
            false,
            "",
            "");
    transactions.asSystem(
        () -> {
          deliveries.insert(delivery, new Deliveries.Sealed("", "", nothing, nothing), neededBy);
          deliveries.placeInLanes(Integer.MAX_VALUE);
        });
    return id;
  }

  /** Waits for the window and confirms, as if the bytes had left then. */
  final void send(Grant grant) {
    grant.slot().window().await();
    takeSlot.confirm(grant, System.nanoTime());
  }

  /** The next slot, used at once. */
  final SubmissionId sent() {
    Grant grant = granted();
    send(grant);
    finish(grant, new SubmitOutcome.Received("tx"));
    return grant.delivery().submission().submissionId();
  }

  /** When the lane's documents in doubt may go again. */
  final void goesAgainFrom(String at) {
    Rows.change(
        "UPDATE submitter.job SET not_before = %s WHERE state = 'IN_DOUBT' AND connection_id = '%s'"
            .formatted(at, connection));
  }

  /** Lets the lane's next slot open now. */
  final void due() {
    due(connection);
  }

  final void due(ConnectionId lane) {
    Rows.change(
        "UPDATE submitter.lane SET next_at = clock_timestamp() WHERE connection_id = '%s'"
            .formatted(lane));
  }
}
