package se.sluss.submitter.certificate;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.jspecify.annotations.Nullable;
import se.sluss.submitter.certificate.KeyFile.UnreadableException;

/**
 * Certificates and keys in PKCS #12, all that stand in it, whoever wrote it: the platform's own
 * reader leaves out certificates that are not of the key's chain. What can be seen of it is counted
 * before anything is opened, and what comes to light then before that is opened in turn.
 */
final class Pkcs12File {
  private final char[] password;
  private final Rounds rounds = new Rounds();
  private final List<PrivateKey> keys = new ArrayList<>();
  private final Set<X509Certificate> certificates = new LinkedHashSet<>();

  private Pkcs12File(char[] password) {
    this.password = password;
  }

  static KeyFile read(byte[] file, char[] password) throws UnreadableException {
    Pkcs12File reading = new Pkcs12File(password);
    try {
      reading.read(Pfx.getInstance(file));
    } catch (IllegalArgumentException
        | IllegalStateException
        | ArithmeticException
        | IOException e) {
      throw new UnreadableException(CertificateFault.UNREADABLE);
    }
    return new KeyFile(reading.keys, List.copyOf(reading.certificates));
  }

  private void read(Pfx pfx) throws UnreadableException, IOException {
    byte[] content = data(pfx.getAuthSafe());
    List<ContentInfo> parts = new ArrayList<>();
    for (ASN1Encodable part : ASN1Sequence.getInstance(content)) {
      parts.add(ContentInfo.getInstance(part));
    }
    MacData mac = pfx.getMacData();
    count(mac, parts);
    boolean derives =
        mac != null
            && !PKCSObjectIdentifiers.id_PBMAC1.equals(
                mac.getMac().getAlgorithmId().getAlgorithm());
    if (derives && !Sealed.isSealedWith(password, mac, content)) {
      throw new UnreadableException(CertificateFault.WRONG_PASSWORD);
    }
    for (ContentInfo part : parts) {
      if (isPlain(part)) {
        take(data(part), false);
      } else if (isSealed(part)) {
        EncryptedData sealed = EncryptedData.getInstance(part.getContent());
        take(
            Sealed.open(
                new EncryptedPrivateKeyInfo(
                        sealed.getEncryptionAlgorithm(), octets(sealed.getContent()))
                    .getEncoded(),
                password),
            true);
      }
    }
  }

  private void count(@Nullable MacData mac, List<ContentInfo> parts) throws UnreadableException {
    if (mac != null) {
      rounds.add(mac.getIterationCount());
      rounds.add(mac.getMac().getAlgorithmId());
    }
    for (ContentInfo part : parts) {
      if (isSealed(part)) {
        rounds.add(EncryptedData.getInstance(part.getContent()).getEncryptionAlgorithm());
      } else if (isPlain(part)) {
        count(ASN1Sequence.getInstance(data(part)));
      }
    }
  }

  private void count(ASN1Sequence bags) throws UnreadableException {
    for (ASN1Encodable each : bags) {
      SafeBag bag = SafeBag.getInstance(each);
      if (PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(bag.getBagId())) {
        rounds.add(EncryptedPrivateKeyInfo.getInstance(bag.getBagValue()).getEncryptionAlgorithm());
      }
    }
  }

  private static boolean isPlain(ContentInfo part) {
    return PKCSObjectIdentifiers.data.equals(part.getContentType());
  }

  private static boolean isSealed(ContentInfo part) {
    return PKCSObjectIdentifiers.encryptedData.equals(part.getContentType());
  }

  private static byte[] data(ContentInfo content) {
    return octets(content.getContent());
  }

  private static byte[] octets(@Nullable ASN1Encodable value) {
    if (value == null) {
      throw new IllegalArgumentException("No content");
    }
    return ASN1OctetString.getInstance(value).getOctets();
  }

  /**
   * Takes what stands in these bags.
   *
   * @param wasSealed whether the password has brought them to light, and nothing of them is counted
   */
  private void take(byte[] content, boolean wasSealed) throws UnreadableException, IOException {
    ASN1Sequence bags;
    try {
      bags = ASN1Sequence.getInstance(content);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(
          wasSealed ? CertificateFault.WRONG_PASSWORD : CertificateFault.UNREADABLE);
    }
    if (wasSealed) {
      count(bags);
    }
    for (ASN1Encodable each : bags) {
      take(SafeBag.getInstance(each));
    }
  }

  private void take(SafeBag bag) throws UnreadableException, IOException {
    // Two keys are too many already, and each costs time to open.
    if (PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(bag.getBagId()) && keys.size() < 2) {
      byte[] sealed = EncryptedPrivateKeyInfo.getInstance(bag.getBagValue()).getEncoded();
      keys.add(PemFile.decrypted(sealed, password));
    } else if (PKCSObjectIdentifiers.keyBag.equals(bag.getBagId()) && keys.size() < 2) {
      keys.add(PemFile.key(bag.getBagValue().toASN1Primitive().getEncoded()));
    } else if (PKCSObjectIdentifiers.certBag.equals(bag.getBagId())) {
      CertBag certificate = CertBag.getInstance(bag.getBagValue());
      if (PKCSObjectIdentifiers.x509Certificate.equals(certificate.getCertId())) {
        certificates.add(PemFile.certificate(octets(certificate.getCertValue())));
      }
    }
  }
}
