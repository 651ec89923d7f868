package se.sluss.model.signature;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root that issued nothing, under a name as one in production has. */
final class AnotherRoot {
  private AnotherRoot() {}

  static X509Certificate named(String name) {
    try {
      KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Principal(name),
              BigInteger.ONE,
              Date.from(Signing.AT.minus(365, ChronoUnit.DAYS)),
              Date.from(Signing.AT.plus(365, ChronoUnit.DAYS)),
              new X500Principal(name),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
