package se.sluss.submitter.certificate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.util.CipherFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.util.Arrays;
import se.sluss.submitter.certificate.KeyFile.UnreadableException;

/**
 * What a password has sealed. The ways of PKCS #12 (RFC 7292, appendices B and C) take it in
 * UTF-16, which the platform's own do for ASCII alone; those of PKCS #5 take it in UTF-8.
 */
final class Sealed {
  private static final int BLOCK_BITS = 64;

  /** The keys' lengths in bits of the ways of PKCS #12. */
  private static final Map<ASN1ObjectIdentifier, Integer> OLDER =
      Map.of(
          PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, 192,
          PKCSObjectIdentifiers.pbeWithSHAAnd2_KeyTripleDES_CBC, 128,
          PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC, 128,
          PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, 40);

  /** The keys' lengths in bits of the ways of PKCS #5 version 2. */
  private static final Map<ASN1ObjectIdentifier, Integer> NEWER =
      Map.of(
          PKCSObjectIdentifiers.des_EDE3_CBC, 192,
          NISTObjectIdentifiers.id_aes128_CBC, 128,
          NISTObjectIdentifiers.id_aes192_CBC, 192,
          NISTObjectIdentifiers.id_aes256_CBC, 256);

  /** What each HMAC hashes with. */
  private static final Map<ASN1ObjectIdentifier, ASN1ObjectIdentifier> HASHES =
      Map.of(
          PKCSObjectIdentifiers.id_hmacWithSHA1, OIWObjectIdentifiers.idSHA1,
          PKCSObjectIdentifiers.id_hmacWithSHA224, NISTObjectIdentifiers.id_sha224,
          PKCSObjectIdentifiers.id_hmacWithSHA256, NISTObjectIdentifiers.id_sha256,
          PKCSObjectIdentifiers.id_hmacWithSHA384, NISTObjectIdentifiers.id_sha384,
          PKCSObjectIdentifiers.id_hmacWithSHA512, NISTObjectIdentifiers.id_sha512);

  private Sealed() {}

  /**
   * Whether the password is the one that a PKCS #12 file was sealed with.
   *
   * @param content what the seal is over
   * @throws UnreadableException when it is sealed in a way that is not known
   */
  static boolean isSealedWith(char[] password, MacData mac, byte[] content)
      throws UnreadableException {
    ExtendedDigest digest;
    try {
      digest = BcDefaultDigestProvider.INSTANCE.get(mac.getMac().getAlgorithmId());
    } catch (OperatorCreationException e) {
      throw new UnreadableException(CertificateFault.UNKNOWN_ENCRYPTION);
    }
    for (byte[] form : forms(password)) {
      HMac seal = new HMac(digest);
      seal.init(
          generator(digest, form, mac.getSalt(), mac.getIterationCount().intValueExact())
              .generateDerivedMacParameters(digest.getDigestSize() * Byte.SIZE));
      seal.update(content, 0, content.length);
      byte[] made = new byte[seal.getMacSize()];
      seal.doFinal(made, 0);
      if (Arrays.constantTimeAreEqual(made, mac.getMac().getDigest())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Opens it. That the password opens something does not say that it is the right one.
   *
   * @param der an algorithm and what it has sealed, as PKCS #8 has it
   * @throws UnreadableException when it is no such thing, or the password does not open it
   */
  static byte[] open(byte[] der, char[] password) throws UnreadableException {
    try {
      EncryptedPrivateKeyInfo sealed = EncryptedPrivateKeyInfo.getInstance(der);
      ASN1ObjectIdentifier way = sealed.getEncryptionAlgorithm().getAlgorithm();
      if (PKCSObjectIdentifiers.id_PBES2.equals(way)) {
        return openNewer(sealed, password);
      }
      Integer bits = OLDER.get(way);
      if (bits == null) {
        throw new UnreadableException(CertificateFault.UNKNOWN_ENCRYPTION);
      }
      return openOlder(sealed, bits, password);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UnreadableException(CertificateFault.UNREADABLE);
    }
  }

  private static byte[] openOlder(EncryptedPrivateKeyInfo sealed, int bits, char[] password)
      throws UnreadableException {
    ASN1ObjectIdentifier way = sealed.getEncryptionAlgorithm().getAlgorithm();
    PKCS12PBEParams parameters =
        PKCS12PBEParams.getInstance(sealed.getEncryptionAlgorithm().getParameters());
    if (parameters == null) {
      throw new UnreadableException(CertificateFault.UNREADABLE);
    }
    boolean isRc2 =
        PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC.equals(way)
            || PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC.equals(way);
    for (byte[] form : formsThatEncrypt(password)) {
      CipherParameters key =
          generator(
                  new SHA1Digest(),
                  form,
                  parameters.getIV(),
                  parameters.getIterations().intValueExact())
              .generateDerivedParameters(bits, BLOCK_BITS);
      try {
        byte[] opened =
            opened(isRc2 ? new RC2Engine() : new DESedeEngine(), key, sealed.getEncryptedData());
        ASN1Sequence.getInstance(opened);
        return opened;
      } catch (InvalidCipherTextException | DataLengthException | IllegalArgumentException e) {
        // Another form may open it, and whatever is sealed is a sequence.
      }
    }
    throw new UnreadableException(CertificateFault.WRONG_PASSWORD);
  }

  private static byte[] opened(BlockCipher engine, CipherParameters key, byte[] sealed)
      throws InvalidCipherTextException {
    var cipher = new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(engine));
    cipher.init(false, key);
    return finished(cipher, sealed);
  }

  private static PKCS12ParametersGenerator generator(
      Digest digest, byte[] password, byte[] salt, int rounds) {
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(digest);
    generator.init(password, salt, rounds);
    return generator;
  }

  /** With its ending zero; of none at all, some programs leave that out, too. */
  private static List<byte[]> forms(char[] password) {
    byte[] form = utf16(new String(password));
    return password.length == 0 ? List.of(form, new byte[0]) : List.of(form);
  }

  /**
   * Java's own older files are sealed right, but encrypted with seven bits of each byte in UTF-8.
   */
  private static List<byte[]> formsThatEncrypt(char[] password) {
    List<byte[]> forms = new ArrayList<>(forms(password));
    StringBuilder sevenBits = new StringBuilder();
    for (byte each : new String(password).getBytes(StandardCharsets.UTF_8)) {
      sevenBits.append((char) (each & 0x7F));
    }
    if (!sevenBits.toString().contentEquals(new String(password))) {
      forms.add(utf16(sevenBits.toString()));
    }
    return forms;
  }

  private static byte[] utf16(String password) {
    return (password + '\0').getBytes(StandardCharsets.UTF_16BE);
  }

  /** PBES2 with PBKDF2 (RFC 8018), as all that is not old writes it. */
  private static byte[] openNewer(EncryptedPrivateKeyInfo sealed, char[] password)
      throws UnreadableException {
    PBES2Parameters way =
        PBES2Parameters.getInstance(sealed.getEncryptionAlgorithm().getParameters());
    Integer bits = NEWER.get(way.getEncryptionScheme().getAlgorithm());
    KeyDerivationFunc derivation = way.getKeyDerivationFunc();
    if (bits == null || !PKCSObjectIdentifiers.id_PBKDF2.equals(derivation.getAlgorithm())) {
      throw new UnreadableException(CertificateFault.UNKNOWN_ENCRYPTION);
    }
    PBKDF2Params hashed = PBKDF2Params.getInstance(derivation.getParameters());
    var generator = new PKCS5S2ParametersGenerator(hash(hashed.getPrf().getAlgorithm()));
    generator.init(
        PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password),
        hashed.getSalt(),
        hashed.getIterationCount().intValueExact());
    var cipher =
        (BufferedBlockCipher)
            CipherFactory.createContentCipher(
                false,
                generator.generateDerivedParameters(bits),
                AlgorithmIdentifier.getInstance(way.getEncryptionScheme().toASN1Primitive()));
    try {
      byte[] opened = finished(cipher, sealed.getEncryptedData());
      ASN1Sequence.getInstance(opened);
      return opened;
    } catch (InvalidCipherTextException | DataLengthException | IllegalArgumentException e) {
      throw new UnreadableException(CertificateFault.WRONG_PASSWORD);
    }
  }

  private static Digest hash(ASN1ObjectIdentifier hmac) throws UnreadableException {
    ASN1ObjectIdentifier hash = HASHES.get(hmac);
    if (hash == null) {
      throw new UnreadableException(CertificateFault.UNKNOWN_ENCRYPTION);
    }
    try {
      return BcDefaultDigestProvider.INSTANCE.get(new AlgorithmIdentifier(hash));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] finished(BufferedBlockCipher cipher, byte[] sealed)
      throws InvalidCipherTextException {
    byte[] opened = new byte[cipher.getOutputSize(sealed.length)];
    int length = cipher.processBytes(sealed, 0, sealed.length, opened, 0);
    length += cipher.doFinal(opened, length);
    return Arrays.copyOf(opened, length);
  }
}
