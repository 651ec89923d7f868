package se.sluss.submitter.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** What an uploaded file holds, in the order in which it stands there. Never printed. */
final class KeyFile {
  private static final String PEM_BEGINS = "-----BEGIN ";

  private final List<PrivateKey> keys;
  private final List<X509Certificate> certificates;

  KeyFile(List<PrivateKey> keys, List<X509Certificate> certificates) {
    this.keys = List.copyOf(keys);
    this.certificates = List.copyOf(certificates);
  }

  List<PrivateKey> keys() {
    return keys;
  }

  List<X509Certificate> certificates() {
    return certificates;
  }

  /** The file cannot be read. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final CertificateFault fault;

    UnreadableException(CertificateFault fault) {
      super(fault.code(), null, false, false);
      this.fault = fault;
    }

    CertificateFault fault() {
      return fault;
    }
  }

  /**
   * Reads PKCS #12 or PEM, whichever it is.
   *
   * @throws UnreadableException when it is neither, or the password does not open it
   */
  static KeyFile read(byte[] file, char[] password) throws UnreadableException {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return text.contains(PEM_BEGINS) ? PemFile.read(text, password) : pkcs12(file, password);
  }

  private static KeyFile pkcs12(byte[] file, char[] password) throws UnreadableException {
    KeyStore store = opened(file, password);
    List<PrivateKey> keys = new ArrayList<>();
    Set<X509Certificate> certificates = new LinkedHashSet<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey key) {
          keys.add(key);
        }
        Certificate[] chain = store.getCertificateChain(alias);
        if (chain == null) {
          Certificate alone = store.getCertificate(alias);
          chain = alone == null ? new Certificate[0] : new Certificate[] {alone};
        }
        for (Certificate certificate : chain) {
          certificates.add((X509Certificate) certificate);
        }
      }
    } catch (UnrecoverableKeyException e) {
      throw new UnreadableException(CertificateFault.WRONG_PASSWORD);
    } catch (GeneralSecurityException e) {
      throw new UnreadableException(CertificateFault.UNREADABLE);
    }
    return new KeyFile(keys, List.copyOf(certificates));
  }

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
