package se.sluss.simulator.bankid.pki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * The folder in which the simulator keeps its keys, so that trust given once outlives a restart.
 * Relying parties take from it {@code tls-root.pem}, {@code user-root.pem}, {@code rp.p12} and
 * {@code rp.password}; {@code simulator.p12} is the simulator's own. Files are replaced whole, the
 * key store before what is derived from it.
 */
public final class PkiFolder {
  private static final String STORE = "simulator.p12";
  private static final String STORE_PASSWORD = "simulator.password";
  private static final String RP_STORE = "rp.p12";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;

  private PkiFolder(Path folder) {
    this.folder = folder;
  }

  /** Reads the folder's keys, or makes them when it has none, and writes what others need. */
  public static SimulatorPki open(Path folder) throws IOException {
    PkiFolder opened = new PkiFolder(folder);
    Files.createDirectories(folder);
    try {
      boolean kept = Files.exists(folder.resolve(STORE));
      SimulatorPki pki = kept ? opened.read() : opened.keep(SimulatorPki.create());
      opened.publish(pki);
      return pki;
    } catch (GeneralSecurityException e) {
      throw new IOException("the simulator's key store cannot be used", e);
    }
  }

  private SimulatorPki read() throws IOException, GeneralSecurityException {
    char[] password = Files.readString(folder.resolve(STORE_PASSWORD)).strip().toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(STORE))) {
      store.load(in, password);
    }
    return new SimulatorPki(
        new MemberBank(
            entry(store, "user-root", password),
            entry(store, "bank", password),
            entry(store, "customers", password)),
        entry(store, "tls-root", password),
        entry(store, "tls-server", password),
        entry(store, "rp-authority", password),
        entry(store, "rp", password));
  }

  private SimulatorPki keep(SimulatorPki pki) throws IOException, GeneralSecurityException {
    String password = newPassword();
    KeyStore store = empty();
    put(store, "user-root", pki.bank().root(), password);
    put(store, "bank", pki.bank().bank(), password);
    put(store, "customers", pki.bank().customers(), password);
    put(store, "tls-root", pki.tlsRoot(), password);
    put(store, "tls-server", pki.tlsServer(), password);
    put(store, "rp-authority", pki.rpAuthority(), password);
    put(store, "rp", pki.relyingParty(), password);
    Files.deleteIfExists(folder.resolve(RP_STORE));
    write(STORE_PASSWORD, password.getBytes(UTF_8));
    write(STORE, bytes(store, password));
    return pki;
  }

  private void publish(SimulatorPki pki) throws IOException, GeneralSecurityException {
    write("tls-root.pem", pem(pki.tlsRoot().certificate()));
    write("user-root.pem", pem(pki.bank().root().certificate()));
    if (!Files.exists(folder.resolve(RP_STORE))) {
      String password = newPassword();
      write("rp.password", password.getBytes(UTF_8));
      write("rp.p12", keyStore(pki.relyingParty(), pki.rpAuthority().certificate(), password));
    }
  }

  /** A PKCS#12 key store with one entry, {@code rp}, and the issuer's certificate. */
  public static byte[] keyStore(Credential credential, X509Certificate issuer, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    store.setKeyEntry(
        "rp",
        credential.key(),
        password.toCharArray(),
        new Certificate[] {credential.certificate(), issuer});
    return bytes(store, password);
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static void put(KeyStore store, String alias, Credential credential, String password)
      throws GeneralSecurityException {
    Certificate[] chain = {credential.certificate()};
    store.setKeyEntry(alias, credential.key(), password.toCharArray(), chain);
  }

  private static Credential entry(KeyStore store, String alias, char[] password)
      throws GeneralSecurityException {
    if (store.getCertificate(alias) instanceof X509Certificate certificate
        && store.getKey(alias, password) instanceof PrivateKey key) {
      return new Credential(certificate, key);
    }
    throw new GeneralSecurityException("the key store lacks the entry " + alias);
  }

  private static byte[] bytes(KeyStore store, String password)
      throws IOException, GeneralSecurityException {
    var out = new ByteArrayOutputStream();
    store.store(out, password.toCharArray());
    return out.toByteArray();
  }

  private static byte[] pem(X509Certificate certificate) throws GeneralSecurityException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
        .getBytes(UTF_8);
  }

  private void write(String name, byte[] content) throws IOException {
    Path draft = Files.createTempFile(folder, name, ".tmp");
    Files.write(draft, content);
    if (name.endsWith(".pem") && Files.getFileStore(draft).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
    }
    Files.move(
        draft,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String newPassword() {
    byte[] random = new byte[24];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
