package se.sluss.simulator.authority.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Keys and certificates of the simulator, made once and kept in a folder: {@code server-ca.pem} for
 * callers to trust, {@code client-ca.pem} as the issuer of their certificates. Nothing here is
 * worth protecting outside a test; the passwords are random all the same.
 */
public final class SimulatorPki {
  /** A client's key and chain as PKCS #12, with its password. */
  public record ClientKeyStore(byte[] pkcs12, String password) {}

  private static final Duration TEN_YEARS = Duration.ofDays(3650);

  private final Path folder;
  private final String password;
  private final Identity serverCa;
  private final Identity clientCa;
  private final Identity server;

  private SimulatorPki(Path folder) throws IOException, GeneralSecurityException {
    this.folder = Files.createDirectories(folder);
    this.password = keptPassword();
    this.serverCa = kept("server-ca", () -> Identity.authority("Sluss Simulator Server CA"));
    this.clientCa = kept("client-ca", () -> Identity.authority("Sluss Simulator Client CA"));
    this.server = kept("server", () -> serverCa.issueServer("localhost", TEN_YEARS));
    Files.writeString(folder.resolve("server-ca.pem"), serverCa.pem());
    Files.writeString(folder.resolve("client-ca.pem"), clientCa.pem());
  }

  /** Opens the folder, making what is missing. */
  public static SimulatorPki in(Path folder) throws IOException, GeneralSecurityException {
    return new SimulatorPki(folder);
  }

  /** A new client certificate, valid from a minute ago. */
  public ClientKeyStore issueClient(String commonName, Duration lifetime)
      throws IOException, GeneralSecurityException {
    String secret = random();
    Identity client = clientCa.issueClient(commonName, lifetime);
    return new ClientKeyStore(bytes(client.keyStore(secret), secret), secret);
  }

  /** What callers must trust. */
  public X509Certificate serverAuthority() {
    return serverCa.certificate();
  }

  public KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
    return keyManagers(server);
  }

  /** Another certificate of the server's, issued by the same authority and not kept. */
  public KeyManager[] otherServer(String commonName, Duration lifetime)
      throws GeneralSecurityException, IOException {
    return keyManagers(serverCa.issueServer(commonName, lifetime));
  }

  private KeyManager[] keyManagers(Identity identity) throws GeneralSecurityException, IOException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(identity.keyStore(password), password.toCharArray());
    return factory.getKeyManagers();
  }

  /** Trusts client certificates of the client authority and no others. */
  public X509ExtendedTrustManager clientTrust() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client-ca", clientCa.certificate());
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new IllegalStateException("the platform has no X.509 trust manager");
  }

  private interface Maker {
    Identity make() throws GeneralSecurityException, IOException;
  }

  private Identity kept(String name, Maker maker) throws IOException, GeneralSecurityException {
    Path file = folder.resolve(name + ".p12");
    if (Files.exists(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (var in = Files.newInputStream(file)) {
        store.load(in, password.toCharArray());
      }
      return Identity.from(store, password);
    }
    Identity made = maker.make();
    Files.write(file, bytes(made.keyStore(password), password));
    return made;
  }

  private String keptPassword() throws IOException {
    Path file = folder.resolve("stores.password");
    if (!Files.exists(file)) {
      Files.writeString(file, random());
    }
    return Files.readString(file).strip();
  }

  private static byte[] bytes(KeyStore store, String password)
      throws IOException, GeneralSecurityException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password.toCharArray());
    return out.toByteArray();
  }

  private static String random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
