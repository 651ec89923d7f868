package se.sluss.submitter.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/** A private key with its certificate chain, the client's own certificate first. Never printed. */
public final class ClientCertificate {
  private final PrivateKey key;
  private final List<X509Certificate> chain;

  ClientCertificate(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  public CertificateFacts facts() {
    return CertificateFacts.of(chain.getFirst());
  }

  /** Key and chain as PKCS #12, whatever they came in. */
  public byte[] pkcs12(char[] password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", key, password, chain.toArray(Certificate[]::new));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, password);
      return out.toByteArray();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("A certificate that was read cannot be written", e);
    }
  }
}
