package se.sluss.submitter.certificate;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12PBEOutputEncryptorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * PKCS #12 as openssl writes it: certificates stand beside each other and nothing says which are
 * trusted.
 */
final class OpensslFile {
  private OpensslFile() {}

  /** As {@code -export -legacy} does: RC2 for certificates, triple DES for the key. */
  static byte[] legacy(String password, KeyPair key, X509Certificate... certificates) {
    try {
      return new PKCS12PfxPduBuilder()
          .addEncryptedData(rc2(password), bags(certificates))
          .addData(
              new PKCS12SafeBagBuilder(
                      PrivateKeyInfo.getInstance(key.getPrivate().getEncoded()),
                      tripleDes(password))
                  .build())
          .build(new BcPKCS12MacCalculatorBuilder(), password.toCharArray())
          .getEncoded();
    } catch (IOException | PKCSException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * As openssl 3 writes a key in PKCS #8: PBES2 with PBKDF2 and HMAC-SHA-256.
   *
   * @param cipher such as triple DES, which {@code req -newkey} takes by itself
   */
  static String key(String password, KeyPair key, ASN1ObjectIdentifier cipher) {
    try {
      return Issuer.block(
          "ENCRYPTED PRIVATE KEY",
          new PKCS8EncryptedPrivateKeyInfoBuilder(
                  PrivateKeyInfo.getInstance(key.getPrivate().getEncoded()))
              .build(pbes2(password, cipher))
              .getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@code -export -keypbe} and {@code -certpbe} with the name of a cipher do. */
  static byte[] with(
      ASN1ObjectIdentifier cipher, String password, KeyPair key, X509Certificate... certificates) {
    try {
      return new PKCS12PfxPduBuilder()
          .addEncryptedData(pbes2(password, cipher), bags(certificates))
          .addData(
              new PKCS12SafeBagBuilder(
                      PrivateKeyInfo.getInstance(key.getPrivate().getEncoded()),
                      pbes2(password, cipher))
                  .build())
          .build(new BcPKCS12MacCalculatorBuilder(), password.toCharArray())
          .getEncoded();
    } catch (IOException | PKCSException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OutputEncryptor pbes2(String password, ASN1ObjectIdentifier cipher) {
    try {
      return new JcePKCSPBEOutputEncryptorBuilder(cipher)
          .setProvider(new BouncyCastleProvider())
          .setPRF(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
          .setIterationCount(2048)
          .build(password.toCharArray());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@code -export -legacy -nokeys} does. */
  static byte[] withoutKey(String password, X509Certificate... certificates) {
    try {
      return new PKCS12PfxPduBuilder()
          .addEncryptedData(rc2(password), bags(certificates))
          .build(new BcPKCS12MacCalculatorBuilder(), password.toCharArray())
          .getEncoded();
    } catch (IOException | PKCSException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@code -export -keypbe NONE -certpbe NONE} does: a seal, and nothing encrypted. */
  static byte[] unencrypted(String password, KeyPair key, X509Certificate... certificates) {
    try {
      PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
      for (PKCS12SafeBag bag : bags(certificates)) {
        file.addData(bag);
      }
      return file.addData(
              new PKCS12SafeBagBuilder(PrivateKeyInfo.getInstance(key.getPrivate().getEncoded()))
                  .build())
          .build(new BcPKCS12MacCalculatorBuilder(), password.toCharArray())
          .getEncoded();
    } catch (IOException | PKCSException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PKCS12SafeBag[] bags(X509Certificate... certificates) throws IOException {
    List<PKCS12SafeBag> bags = new ArrayList<>();
    try {
      for (X509Certificate certificate : Arrays.asList(certificates)) {
        bags.add(new PKCS12SafeBagBuilder(new JcaX509CertificateHolder(certificate)).build());
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
    return bags.toArray(PKCS12SafeBag[]::new);
  }

  private static OutputEncryptor tripleDes(String password) {
    return encryptor(
        PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, new DESedeEngine(), password);
  }

  private static OutputEncryptor rc2(String password) {
    return encryptor(PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, new RC2Engine(), password);
  }

  private static OutputEncryptor encryptor(
      ASN1ObjectIdentifier way, BlockCipher engine, String password) {
    return new BcPKCS12PBEOutputEncryptorBuilder(way, CBCBlockCipher.newInstance(engine))
        .build(password.toCharArray());
  }
}
