package se.sluss.bench.signing;

import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.simulator.bankid.signature.BankIdSignatures;

/** How many packages are fully verified, beside the verifications of RSA that they consist of. */
final class PackagesVerified implements Phase {
  /** The signature, three certificates, the OCSP response and its responder's certificate. */
  private static final int IN_ONE = 6;

  @Override
  public String name() {
    return "packages";
  }

  @Override
  public String about() {
    return "packages of one document fully verified, beside bare RSA in the same JVM";
  }

  @Override
  public List<Figure> run(Settings settings) throws GeneralSecurityException {
    BankIdSignatures bankId = BankIdSignatures.inMemory();
    Packages packages = new Packages(bankId, 1, settings.seed());
    int bits = ((RSAPublicKey) bankId.userRoot().getPublicKey()).getModulus().bitLength();
    BareRsa rsa = new BareRsa(bits);
    var both = new SideBySide(packages::verifyNext, rsa::verify);
    both.run(settings.time());
    double limit = both.secondPerSecond() / IN_ONE;
    return List.of(
        Figure.told("packages fully verified", both.firstPerSecond(), "/s and core"),
        Figure.told("bare RSA verifications", both.secondPerSecond(), "/s and core")
            .noting("%d bits, SHA-256, the JDK's own provider".formatted(bits)),
        Figure.told("packages / what their RSA alone allows", both.firstPerSecond() / limit, "")
            .noting(
                "a package has %d verifications of RSA, so at most %.0f could be verified"
                    .formatted(IN_ONE, limit)));
  }
}
