package se.sluss.submitter.authority;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Vetoed;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.model.id.CertificateId;
import se.sluss.simulator.authority.pki.SimulatorPki;
import se.sluss.submitter.connection.Credentials;
import se.sluss.submitter.connection.StoredCertificate.Proof;
import se.sluss.submitter.delivery.AuthorityGateway.Departure;
import se.sluss.submitter.delivery.AuthorityGateway.Line;
import se.sluss.submitter.delivery.AuthorityGateway.Opening;
import se.sluss.submitter.delivery.AuthorityGateway.Standing;
import se.sluss.submitter.delivery.AuthorityGateway.Writing;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.Way;

/** What a look at the authority's door tells of a certificate, and how often it is looked at. */
class HandshakeDoorTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final URI ADDRESS = URI.create("https://authority.test:7020/shs2/FK.ASE");
  private static final CertificateId IDENTITY = CertificateId.next();
  private static final Opening SHUT = new Opening.Failed(Cause.NOT_CONNECTED);
  private static final Opening TURNED_AWAY = new Opening.Refused(Cause.TLS_ALERT);

  @TempDir static Path folder;
  private static Credentials credentials;

  private final Looks looks = new Looks();

  @BeforeAll
  static void credentials() throws Exception {
    SimulatorPki.ClientKeyStore client =
        SimulatorPki.in(folder).issueClient("a vendor", Duration.ofDays(1));
    credentials =
        Credentials.open(
            client.pkcs12(),
            client.password().toCharArray(),
            Files.readString(folder.resolve("server-ca.pem")));
  }

  @Test
  void certificateThatIsLetInIsAcceptedAtTheFirstLookAndNothingStaysOpen() {
    Opened line = new Opened();

    assertThat(knock(new Opening.Opened(line)))
        .isEqualTo(new Proof(NOW, "authority.test", Proof.ACCEPTED));
    assertThat(line.closed).isTrue();
    assertThat(looks.left).isEmpty();
  }

  @Test
  void doorThatShutsWithoutAReasonIsLookedAtUntilItTellsOne() {
    assertThat(knock(SHUT, SHUT, TURNED_AWAY).result()).isEqualTo("TLS_ALERT");
  }

  @Test
  void whoeverIsLetInAtAnotherLookIsAccepted() {
    assertThat(knock(SHUT, new Opening.Opened(new Opened())).result()).isEqualTo(Proof.ACCEPTED);
  }

  @Test
  void doorThatNeverTellsAReasonIsLookedAtThreeTimes() {
    assertThat(knock(SHUT, SHUT, SHUT, TURNED_AWAY).result()).isEqualTo("NOT_CONNECTED");
    assertThat(looks.left).containsExactly(TURNED_AWAY);
  }

  @Test
  void reasonEndsTheLooking() {
    assertThat(knock(TURNED_AWAY, SHUT).result()).isEqualTo("TLS_ALERT");
    assertThat(looks.left).containsExactly(SHUT);
  }

  private Proof knock(Opening... openings) {
    looks.left.addAll(List.of(openings));
    return new HandshakeDoor(looks, InstantSource.fixed(NOW)).knock(ADDRESS, IDENTITY, credentials);
  }

  /** A door that answers as it was told, one look after the other. No bean, unlike what it is. */
  @Vetoed
  private static final class Looks extends LineOpener {
    private final Deque<Opening> left = new ArrayDeque<>();

    private Looks() {
      super(new AnswerReader(new SoapMessages()), new Waits());
    }

    @Override
    Opening open(Door door, Duration settle) {
      assertThat(door.address()).isEqualTo(ADDRESS);
      assertThat(door.identity()).isEqualTo(IDENTITY);
      return left.remove();
    }
  }

  private record Waits(Duration connectTimeout, Duration readTimeout, Duration settle)
      implements TransportConfig {
    private Waits() {
      this(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
  }

  private static final class Opened implements Line {
    private boolean closed;

    @Override
    public CertificateId identity() {
      return IDENTITY;
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
    public Standing standing() {
      return new Standing.Usable();
    }

    @Override
    public Writing write(Envelope envelope, Departure departure) {
      throw new AssertionError("a look is no call");
    }

    @Override
    public Exchange read() {
      throw new AssertionError("a look is no call");
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
