package se.sluss.submitter.changeover;

import java.net.URI;
import se.sluss.model.id.CertificateId;
import se.sluss.submitter.connection.Credentials;
import se.sluss.submitter.connection.StoredCertificate.Proof;

/** Whether a certificate is let in, found out without a call that the authority could count. */
@FunctionalInterface
public interface IdentityDoor {
  /**
   * Shows a certificate in a TLS handshake and hangs up.
   *
   * @return what came of it; never throws for what the other side does
   */
  Proof knock(URI address, CertificateId identity, Credentials credentials);
}
