package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.CertificateId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.SealedKey;
import se.sluss.submitter.connection.StoredCertificate.Proof;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.Grant;
import se.sluss.testsupport.Eventually;

/** Which certificate a call goes out with is decided with its slot. */
@SubmitterTest
class IdentityInTheSlotIT extends LaneInPostgres {
  @Inject Certificates certificates;

  private final CertificateId next = CertificateId.next();

  @BeforeEach
  void nextCertificate() {
    SealedBytes nothing = SealedBytes.of(new byte[] {1});
    transactions.asSystem(
        () -> {
          Connection door = connections.find(connection).orElseThrow();
          certificates.putNext(door, next, NO_CERTIFICATE, new SealedKey(nothing, nothing));
          certificates.prove(next, door, new Proof(Instant.now(), "localhost", Proof.ACCEPTED));
        });
  }

  @Test
  void noSlotIsGivenUntilTheLastCallWithTheOldOneHasEnded() {
    job();
    job();
    Grant before = granted();
    transactions.asSystem(() -> certificates.beginChange(connection));

    assertThat(changeOver()).isFalse();
    assertThat(claimed()).isInstanceOf(Claim.Halted.class);
    assertThat(before.identity()).isNotEqualTo(next);

    finish(before, new SubmitOutcome.InDoubt(Cause.TIME_OUT));
    inForce();
    assertThat(granted().identity()).isEqualTo(next);
  }

  @Test
  void slotThatWasGivenCountsEvenWhenItsProcessIsGone() {
    job();
    granted();
    transactions.asSystem(() -> certificates.beginChange(connection));

    assertThat(changeOver()).isFalse();
    Rows.change(
        "UPDATE submitter.attempt SET overdue_at = clock_timestamp() WHERE connection_id = '%s'"
            .formatted(connection));

    // The sweep finds the lost attempt, the rounds change over.
    inForce();
  }

  private void inForce() {
    String identity =
        "SELECT identity FROM submitter.lane WHERE connection_id = '%s'".formatted(connection);
    assertThat(Eventually.value(() -> Rows.read(identity), it -> it.contains(next.value())))
        .containsExactly(next.value());
  }

  private boolean changeOver() {
    return transactions.asSystem(() -> lanes.changeOver(connection));
  }
}
