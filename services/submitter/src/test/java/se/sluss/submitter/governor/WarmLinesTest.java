package se.sluss.submitter.governor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.delivery.AuthorityGateway;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.RecordOutcome;
import se.sluss.submitter.delivery.SignedDocument;
import se.sluss.submitter.delivery.Transfer;
import se.sluss.submitter.delivery.Way;

/** What a replica keeps warm, when another one has changed the certificate over. */
class WarmLinesTest {
  private static final CertificateId BEFORE = CertificateId.next();
  private static final CertificateId AFTER = CertificateId.next();

  private final Doors doors = new Doors();
  private final ConnectionId connection = ConnectionId.next();
  private final WarmLines lines =
      new WarmLines(
          connection,
          new LaneTools(
              null,
              null,
              doors,
              null,
              null,
              new RecordOutcome(null, null, null, null, null, null, null, null, null, null),
              null,
              null,
              null,
              null,
              null,
              null,
              new SimpleMeterRegistry()));

  @Test
  void whatIsWarmWithTheOldCertificateIsClosedAtTheNextLook() {
    lines.use(BEFORE);
    AuthorityGateway.Line idle = lines.usable();
    AuthorityGateway.Line other = lines.usable();
    lines.giveBack(idle);
    lines.giveBack(other);
    assertThat(doors.opened).hasSize(2).noneMatch(line -> line.closed);

    lines.use(AFTER);

    assertThat(doors.opened).allMatch(line -> line.closed);
    assertThat(lines.usable().identity()).isEqualTo(AFTER);
  }

  @Test
  void whatWasUnderWayAtTheChangeIsClosedWhenItComesBack() {
    lines.use(BEFORE);
    AuthorityGateway.Line underWay = lines.usable();

    lines.use(AFTER);
    assertThat(doors.opened.getFirst().closed).as("its answer is still to come").isFalse();
    lines.giveBack(underWay);

    assertThat(doors.opened.getFirst().closed).isTrue();
    assertThat(lines.usable().identity()).isEqualTo(AFTER);
  }

  @Test
  void whileTheCertificateStaysLinesAreUsedAgain() {
    lines.use(BEFORE);
    AuthorityGateway.Line line = lines.usable();
    lines.giveBack(line);

    lines.use(BEFORE);

    assertThat(lines.usable()).isSameAs(line);
    assertThat(doors.opened).hasSize(1);
  }

  @Test
  void laneThatEndsLeavesNoKeyBehind() {
    lines.use(BEFORE);
    lines.giveBack(lines.usable());
    assertThat(doors.left).isEmpty();

    lines.end();

    assertThat(doors.left).containsExactly(connection);
  }

  /** Opens whatever is asked for. */
  private static final class Doors implements AuthorityGateway {
    private final List<Warm> opened = new ArrayList<>();
    private final List<ConnectionId> left = new ArrayList<>();

    @Override
    public void leave(ConnectionId connection) {
      left.add(connection);
    }

    @Override
    public Envelope prepare(Transfer transfer, CertificateId identity, SignedDocument document) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Opening open(ConnectionId connection, CertificateId identity) {
      Warm line = new Warm(identity);
      opened.add(line);
      return new Opening.Opened(line);
    }
  }

  private static final class Warm implements AuthorityGateway.Line {
    private final CertificateId identity;
    private boolean closed;

    private Warm(CertificateId identity) {
      this.identity = identity;
    }

    @Override
    public CertificateId identity() {
      return identity;
    }

    @Override
    public Way way() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean fresh() {
      return true;
    }

    @Override
    public AuthorityGateway.Standing standing() {
      return closed ? new AuthorityGateway.Standing.Gone() : new AuthorityGateway.Standing.Usable();
    }

    @Override
    public AuthorityGateway.Writing write(Envelope envelope, AuthorityGateway.Departure departure) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Exchange read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean reusable() {
      return !closed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
