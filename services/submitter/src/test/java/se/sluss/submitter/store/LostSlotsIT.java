package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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

/** Of the slots that pass, those are lost in which work waited that was allowed to go. */
@SubmitterTest
class LostSlotsIT extends LaneInPostgres {
  /** Long before the moment at which the slot is taken: 360 slots of ten seconds. */
  private static final String AN_HOUR_AGO = "clock_timestamp() - interval '1 hour'";

  @Inject Certificates certificates;

  @BeforeEach
  void slowLane() {
    lane("agreed_micros = 10000000");
  }

  @Test
  void slotsThatPassWhileWorkWaitsAreLost() {
    waitingForAnHour();

    granted();

    assertThat(lost()).isEqualTo("360");
  }

  @Test
  void slotThatWasMissedIsLostToo() {
    waitingForAnHour();
    finish(granted(), new SubmitOutcome.NotSent(Cause.WINDOW_MISSED));
    Rows.change(
        "UPDATE submitter.lane SET slots_lost = 0, next_at = %s WHERE connection_id = '%s'"
            .formatted(AN_HOUR_AGO, connection));

    granted();

    assertThat(lost()).isEqualTo("360");
  }

  @Test
  void slotsBeforeTheWorkCameAreNotLost() {
    job();
    lane("next_at = " + AN_HOUR_AGO);
    Rows.change(
        "UPDATE submitter.job SET queued_at = %s WHERE connection_id = '%s'"
            .formatted(AN_HOUR_AGO, connection));

    granted();

    assertThat(lost()).as("signed long ago, in this lane since now").isEqualTo("0");
  }

  @Test
  void slotsBeforeADocumentInDoubtMayGoAgainAreNotLost() {
    waitingForAnHour();
    finish(granted(), new SubmitOutcome.InDoubt(Cause.CONNECTION_LOST));
    lane("slots_lost = 0, next_at = " + AN_HOUR_AGO);

    granted();

    assertThat(lost()).isEqualTo("0");
  }

  @Test
  void slotsOfALaneThatIsStoppedAreNotLost() {
    waitingForAnHour();
    transactions.asSystem(() -> brake.stop(connection, Cause.FORBIDDEN));
    lane("next_at = %s, try_at = clock_timestamp()".formatted(AN_HOUR_AGO));

    granted();

    assertThat(lost()).isEqualTo("0");
  }

  @Test
  void slotsOfALaneThatIsPausedAreNotLost() {
    waitingForAnHour();
    transactions.asSystem(() -> operate.pause(connection, WHY));
    lane("agreed_micros = 1000000");
    transactions.asSystem(() -> operate.resume(connection, WHY));
    slowLane();

    granted();

    assertThat(lost()).isEqualTo("0");
  }

  @Test
  void slotsAfterTheDaysCallsAreNotLost() {
    waitingForAnHour();
    lane("rests_until = clock_timestamp()");

    granted();

    assertThat(lost()).isEqualTo("0");
  }

  @Test
  void slotsThatTheCeilingGaveToOthersAreNotLost() {
    String name = "ceiling-" + connection.value().substring(4).toLowerCase(Locale.ROOT);
    transactions.asSystem(() -> operate.ceiling(name, Duration.ofSeconds(1), WHY));
    transactions.asSystem(() -> operate.under(connection, name, WHY));
    waitingForAnHour();
    Rows.change(
        "UPDATE submitter.ceiling SET next_at = clock_timestamp() WHERE id = '%s'".formatted(name));

    granted();

    assertThat(lost()).isEqualTo("0");
  }

  @Test
  void slotsWhileACertificateComesIntoForceAreNotLost() {
    CertificateId next = CertificateId.next();
    SealedBytes nothing = SealedBytes.of(new byte[] {1});
    transactions.asSystem(
        () -> {
          Connection door = connections.find(connection).orElseThrow();
          certificates.putNext(door, next, NO_CERTIFICATE, new SealedKey(nothing, nothing));
          certificates.prove(next, door, new Proof(Instant.now(), "localhost", Proof.ACCEPTED));
          certificates.beginChange(connection);
        });
    waitingForAnHour();
    transactions.asSystem(() -> lanes.changeOver(connection));

    assertThat(granted().identity()).isEqualTo(next);

    assertThat(lost()).isEqualTo("0");
  }

  private void waitingForAnHour() {
    job();
    Rows.change(
        "UPDATE submitter.job SET queued_at = %1$s, changed_at = %1$s WHERE connection_id = '%2$s'"
            .formatted(AN_HOUR_AGO, connection));
    lane("next_at = " + AN_HOUR_AGO);
  }

  private void lane(String change) {
    Rows.change(
        "UPDATE submitter.lane SET %s WHERE connection_id = '%s'".formatted(change, connection));
  }

  private String lost() {
    return Rows.read(
            "SELECT slots_lost FROM submitter.lane WHERE connection_id = '%s'"
                .formatted(connection))
        .getFirst();
  }
}
