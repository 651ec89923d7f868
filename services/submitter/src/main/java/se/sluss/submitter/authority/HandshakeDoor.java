package se.sluss.submitter.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.Service;
import se.sluss.submitter.changeover.IdentityDoor;
import se.sluss.submitter.connection.Credentials;
import se.sluss.submitter.connection.StoredCertificate.Proof;
import se.sluss.submitter.delivery.AuthorityGateway.Opening;
import se.sluss.submitter.delivery.Cause;

/** A TLS handshake as the lanes make it; no request is sent. */
@ApplicationScoped
class HandshakeDoor implements IdentityDoor {
  /** Nobody waits for a slot here, so a refusal gets the time that it takes. */
  private static final Duration SETTLE = Duration.ofSeconds(1);

  /** A door that shuts before its refusal is read leaves no reason; another look may find it. */
  private static final int LOOKS = 3;

  private final LineOpener opener;
  private final InstantSource clock;

  HandshakeDoor(LineOpener opener, InstantSource clock) {
    this.opener = opener;
    this.clock = clock;
  }

  @Override
  public Proof knock(URI address, CertificateId identity, Credentials credentials) {
    LineOpener.Door door =
        new LineOpener.Door(identity, address, Service.ELT, credentials.contexts());
    Opening opening = opener.open(door, SETTLE);
    for (int look = 1;
        look < LOOKS && opening.equals(new Opening.Failed(Cause.NOT_CONNECTED));
        look++) {
      opening = opener.open(door, SETTLE);
    }
    String result =
        switch (opening) {
          case Opening.Opened(var line) -> {
            line.close();
            yield Proof.ACCEPTED;
          }
          case Opening.Failed(var cause) -> cause.name();
          case Opening.Refused(var cause) -> cause.name();
        };
    return new Proof(clock.instant(), address.getHost(), result);
  }
}
