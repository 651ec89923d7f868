package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.connection.SealedKey;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.Grant;
import se.sluss.testsupport.Eventually;

/** Two lanes under one ceiling. */
@SubmitterTest
class CeilingIT extends LaneInPostgres {
  private static final Duration CEILING = Duration.ofMillis(120);

  @Test
  void lanesTogetherKeepTheCeilingsIntervalAlsoWhenOneHoldingASlotIsLost() {
    ConnectionId other = ConnectionId.next();
    VendorId owner = VendorId.next();
    add(other, owner);
    String ceiling = "ceiling " + connection;
    transactions.asSystem(
        () -> {
          lanes.ceiling(ceiling, CEILING);
          lanes.under(connection, ceiling);
          lanes.under(other, ceiling);
        });
    for (int i = 0; i < 6; i++) {
      job();
    }
    // The same lane would do; what matters is that two rows ask for one ceiling.
    Rows.change(
        """
        UPDATE submitter.job SET connection_id = '%2$s', vendor_id = '%3$s'
        WHERE submission_id IN (
          SELECT submission_id FROM submitter.job WHERE connection_id = '%1$s'
          ORDER BY position LIMIT 3);
        INSERT INTO submitter.flow (connection_id, tenant_id, vendor_id, mode, vstart, queued, dated)
        SELECT '%2$s', tenant_id, '%3$s', mode, 0, 3, 0 FROM submitter.flow
        WHERE connection_id = '%1$s';
        UPDATE submitter.flow SET queued = 3 WHERE connection_id = '%1$s'
        """
            .formatted(connection, other, owner));

    List<Instant> slots = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Grant grant = either(connection, other);
      slots.add(grant.slot().at());
      if (i != 2) { // this one is never heard of again
        send(grant);
        finish(grant, new SubmitOutcome.Received("tx"));
      }
    }

    for (int i = 1; i < slots.size(); i++) {
      assertThat(Duration.between(slots.get(i - 1), slots.get(i)))
          .as("slot %d", i)
          .isGreaterThanOrEqualTo(CEILING);
    }
  }

  /** It may leave as late as its window allows, and no other before a whole interval after that. */
  @Test
  void laneThatHasASlotComesUnderACeilingWithIt() {
    String ceiling = "ceiling " + connection;
    job();
    Grant underWay = granted();

    transactions.asSystem(
        () -> {
          lanes.ceiling(ceiling, CEILING);
          lanes.under(connection, ceiling);
        });
    assertThat(next(ceiling)).isAfterOrEqualTo(lastMoment(underWay).plus(CEILING));

    Duration longer = CEILING.multipliedBy(100);
    transactions.asSystem(() -> lanes.ceiling(ceiling, longer));
    assertThat(next(ceiling)).isAfterOrEqualTo(lastMoment(underWay).plus(longer));
  }

  @Test
  void slotThatWasGivenBeforeAnAgreementCountsForIt() {
    Duration longer = INTERVAL.multipliedBy(100);
    job();
    Grant underWay = granted();

    transactions.asSystem(() -> lanes.agree(connection, longer, null));

    assertThat(moment("SELECT next_at FROM submitter.lane WHERE connection_id = '%s'", connection))
        .isAfterOrEqualTo(lastMoment(underWay).plus(longer));
  }

  @Test
  void connectionThatFollowsARetiredOneWaitsAnInterval() {
    Rows.change(
        "UPDATE submitter.connection SET active = false WHERE id = '%s'".formatted(connection));

    ConnectionId next = connected(vendor);

    assertThat(moment("SELECT next_at FROM submitter.lane WHERE connection_id = '%s'", next))
        .isAfterOrEqualTo(
            moment("SELECT created_at FROM submitter.connection WHERE id = '%s'", next)
                .plus(INTERVAL));
  }

  private Instant lastMoment(Grant grant) {
    return moment("SELECT window_end FROM submitter.attempt WHERE id = '%s'", grant.attempt());
  }

  private static Instant next(String ceiling) {
    return moment("SELECT next_at FROM submitter.ceiling WHERE id = '%s'", ceiling);
  }

  private static Instant moment(String query, Object of) {
    String micros = "SELECT (extract(epoch FROM (%s)) * 1000000)::bigint";
    return Instant.EPOCH.plus(
        Long.parseLong(Rows.read(micros.formatted(query.formatted(of))).getFirst()),
        ChronoUnit.MICROS);
  }

  private Grant either(ConnectionId one, ConnectionId other) {
    Claim claim =
        Eventually.value(
            () -> {
              Claim first = takeSlot.take(one, false, Optional.empty());
              return first instanceof Claim.Granted
                  ? first
                  : takeSlot.take(other, false, Optional.empty());
            },
            Claim.Granted.class::isInstance);
    return ((Claim.Granted) claim).grant();
  }

  private void add(ConnectionId id, VendorId owner) {
    SealedBytes nothing = SealedBytes.of(new byte[] {1});
    transactions.asSystem(
        () ->
            connections.add(
                new se.sluss.submitter.connection.Connection(
                    id,
                    owner,
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
  }
}
