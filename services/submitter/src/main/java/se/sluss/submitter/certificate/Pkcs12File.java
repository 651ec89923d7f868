package se.sluss.submitter.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import se.sluss.submitter.certificate.KeyFile.UnreadableException;

/**
 * Certificates and keys in PKCS #12. It is looked through before anything of it is opened, and of
 * its keys are opened those that stand there to be seen, as all programs write them: what one that
 * is hidden among the encrypted certificates costs, nobody can say.
 */
final class Pkcs12File {
  private Pkcs12File() {}

  static KeyFile read(byte[] file, char[] password) throws UnreadableException {
    List<byte[]> sealed = sealedKeys(file);
    Set<X509Certificate> certificates = certificates(opened(file, password));
    List<PrivateKey> keys = new ArrayList<>();
    // Two are too many already, and each costs time to open.
    for (byte[] key : sealed.subList(0, Math.min(sealed.size(), 2))) {
      keys.add(PemFile.decrypted(key, password, new Rounds()));
    }
    return new KeyFile(keys, List.copyOf(certificates));
  }

  /** The keys as they stand there, once all rounds of the whole file are counted. */
  private static List<byte[]> sealedKeys(byte[] file) throws UnreadableException {
    Rounds rounds = new Rounds();
    List<byte[]> sealed = new ArrayList<>();
    try {
      Pfx pfx = Pfx.getInstance(file);
      MacData mac = pfx.getMacData();
      if (mac != null) {
        rounds.add(mac.getIterationCount());
        rounds.add(mac.getMac().getAlgorithmId());
      }
      for (ASN1Encodable part : ASN1Sequence.getInstance(data(pfx.getAuthSafe()))) {
        ContentInfo content = ContentInfo.getInstance(part);
        if (PKCSObjectIdentifiers.encryptedData.equals(content.getContentType())) {
          rounds.add(EncryptedData.getInstance(content.getContent()).getEncryptionAlgorithm());
        } else if (PKCSObjectIdentifiers.data.equals(content.getContentType())) {
          for (ASN1Encodable bag : ASN1Sequence.getInstance(data(content))) {
            addKey(SafeBag.getInstance(bag), rounds, sealed);
          }
        }
      }
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      throw new UnreadableException(CertificateFault.UNREADABLE);
    }
    return sealed;
  }

  private static void addKey(SafeBag bag, Rounds rounds, List<byte[]> sealed)
      throws UnreadableException, IOException {
    if (PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(bag.getBagId())) {
      EncryptedPrivateKeyInfo key = EncryptedPrivateKeyInfo.getInstance(bag.getBagValue());
      rounds.add(key.getEncryptionAlgorithm());
      sealed.add(key.getEncoded());
    }
  }

  private static byte[] data(ContentInfo content) {
    return ASN1OctetString.getInstance(content.getContent()).getOctets();
  }

  private static Set<X509Certificate> certificates(KeyStore store) throws UnreadableException {
    Set<X509Certificate> certificates = new LinkedHashSet<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        Certificate[] chain = store.getCertificateChain(alias);
        if (chain == null) {
          Certificate alone = store.getCertificate(alias);
          chain = alone == null ? new Certificate[0] : new Certificate[] {alone};
        }
        for (Certificate certificate : chain) {
          certificates.add((X509Certificate) certificate);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new UnreadableException(CertificateFault.UNREADABLE);
    }
    return certificates;
  }

  /** Its keys stay closed. */
  private static KeyStore opened(byte[] file, char[] password) throws UnreadableException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file), password);
      return store;
    } catch (IOException e) {
      throw new UnreadableException(
          e.getCause() instanceof UnrecoverableKeyException
              ? CertificateFault.WRONG_PASSWORD
              : CertificateFault.UNREADABLE);
    } catch (GeneralSecurityException e) {
      throw new UnreadableException(CertificateFault.UNREADABLE);
    }
  }
}
