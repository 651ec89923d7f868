package se.sluss.submitter.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
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
      throw new UnreadableException(CertificateFault.UNREADABLE);
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
    org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo sealed;
    try {
      sealed = org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo.getInstance(der);
      Integer bits = OLDER.get(sealed.getEncryptionAlgorithm().getAlgorithm());
      return bits == null ? openNewer(der, password) : openOlder(sealed, bits, password);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UnreadableException(CertificateFault.UNREADABLE);
    }
  }

  private static byte[] openOlder(
      org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo sealed, int bits, char[] password)
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
    byte[] opened = new byte[cipher.getOutputSize(sealed.length)];
    int length = cipher.processBytes(sealed, 0, sealed.length, opened, 0);
    length += cipher.doFinal(opened, length);
    return Arrays.copyOf(opened, length);
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

  private static byte[] openNewer(byte[] der, char[] password) throws UnreadableException {
    EncryptedPrivateKeyInfo sealed;
    SecretKeyFactory factory;
    Cipher cipher;
    try {
      sealed = new EncryptedPrivateKeyInfo(der);
      // For PBES2 the parameters, and not the name, say which algorithm it is.
      String said = String.valueOf(sealed.getAlgParameters());
      String algorithm = said.startsWith("PBEWith") ? said : sealed.getAlgName();
      factory = SecretKeyFactory.getInstance(algorithm);
      cipher = Cipher.getInstance(algorithm);
    } catch (IOException | GeneralSecurityException e) {
      throw new UnreadableException(CertificateFault.UNREADABLE);
    }
    try {
      cipher.init(
          Cipher.DECRYPT_MODE,
          factory.generateSecret(new PBEKeySpec(password)),
          sealed.getAlgParameters());
      return cipher.doFinal(sealed.getEncryptedData());
    } catch (GeneralSecurityException e) {
      throw new UnreadableException(CertificateFault.WRONG_PASSWORD);
    }
  }
}
