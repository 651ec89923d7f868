package se.sluss.submitter.certificate;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import se.sluss.submitter.certificate.KeyFile.UnreadableException;

/** How often a file has its password hashed in all: the file says it, and whoever made the file. */
final class Rounds {
  /** More than three times 600 000, the most that programs are known to use; some seconds. */
  static final int MOST = 2_000_000;

  private BigInteger sum = BigInteger.ZERO;

  /**
   * Counts those of one more part; of a way that is not known none, since nothing opens that.
   *
   * @throws UnreadableException when it is too often by now
   * @throws IllegalArgumentException when the parameters are not what the way has
   */
  void add(AlgorithmIdentifier way) throws UnreadableException {
    add(of(way));
  }

  void add(BigInteger more) throws UnreadableException {
    sum = sum.add(more.max(BigInteger.ZERO));
    if (sum.compareTo(BigInteger.valueOf(MOST)) > 0) {
      throw new UnreadableException(CertificateFault.TOO_MANY_ROUNDS);
    }
  }

  private static BigInteger of(AlgorithmIdentifier way) {
    if (PKCSObjectIdentifiers.id_PBES2.equals(way.getAlgorithm())) {
      return of(
          AlgorithmIdentifier.getInstance(
              PBES2Parameters.getInstance(way.getParameters()).getKeyDerivationFunc()));
    }
    if (PKCSObjectIdentifiers.id_PBMAC1.equals(way.getAlgorithm())) {
      return of(PBMAC1Params.getInstance(way.getParameters()).getKeyDerivationFunc());
    }
    if (PKCSObjectIdentifiers.id_PBKDF2.equals(way.getAlgorithm())) {
      return PBKDF2Params.getInstance(way.getParameters()).getIterationCount();
    }
    // The older ways all have salt and rounds.
    return way.getParameters() instanceof ASN1Sequence both
            && both.size() == 2
            && both.getObjectAt(0) instanceof ASN1OctetString
            && both.getObjectAt(1) instanceof ASN1Integer rounds
        ? rounds.getValue()
        : BigInteger.ZERO;
  }
}
