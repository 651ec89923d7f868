package se.sluss.bench.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;

/** One RSA verification and nothing else, with a key of the size that signers have. */
final class BareRsa {
  private static final String ALGORITHM = "SHA256withRSA";

  /** As much as is signed of a package directly. */
  private static final int BYTES = 1_000;

  private final PublicKey key;
  private final byte[] content = new byte[BYTES];
  private final byte[] signature;

  BareRsa(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    KeyPair pair = generator.generateKeyPair();
    key = pair.getPublic();
    Signature signer = Signature.getInstance(ALGORITHM);
    signer.initSign(pair.getPrivate());
    signer.update(content);
    signature = signer.sign();
  }

  void verify() {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(content);
      if (!verifier.verify(signature)) {
        throw new IllegalStateException("A good signature was not verified");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
