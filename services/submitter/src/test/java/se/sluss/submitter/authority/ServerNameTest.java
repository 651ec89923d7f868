package se.sluss.submitter.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.Service;
import se.sluss.submitter.connection.Credentials;
import se.sluss.submitter.delivery.AuthorityGateway.Opening;
import se.sluss.submitter.delivery.Cause;

/** The name in a server's certificate: its alternative names, or its CN where it has none. */
class ServerNameTest {
  private static final char[] PASSWORD = "hemligt".toCharArray();

  private final LineOpener opener =
      new LineOpener(
          new AnswerReader(new SoapMessages()),
          new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(50)));

  @ParameterizedTest
  @CsvSource({
    "localhost, , true",
    "another.test, , false",
    "another.test, localhost, true",
    "localhost, another.test, false"
  })
  void doorIsEnteredWhereTheCertificateNamesTheHost(
      String commonName, @Nullable String alternative, boolean entered) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    X509Certificate certificate = certificate(pair, commonName, alternative);
    try (SSLServerSocket server = server(pair, certificate)) {
      Thread.ofVirtual().start(() -> serve(server));

      Opening opening = opener.open(door(server.getLocalPort(), pair, certificate));

      if (entered) {
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        ((Opening.Opened) opening).line().close();
      } else {
        assertThat(opening).isEqualTo(new Opening.Refused(Cause.SERVER_NAME_WRONG));
      }
    }
  }

  private static LineOpener.Door door(int port, KeyPair pair, X509Certificate certificate)
      throws Exception {
    ByteArrayOutputStream client = new ByteArrayOutputStream();
    keyStore(pair, certificate).store(client, PASSWORD);
    String pem =
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()));
    return new LineOpener.Door(
        CertificateId.next(),
        URI.create("https://localhost:" + port + "/x"),
        Service.ELT,
        Credentials.open(client.toByteArray(), PASSWORD, pem).contexts());
  }

  private static void serve(SSLServerSocket server) {
    try (SSLSocket client = (SSLSocket) server.accept()) {
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The client hung up, as it should.
    }
  }

  private static SSLServerSocket server(KeyPair pair, X509Certificate certificate)
      throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(keyStore(pair, certificate), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 1, InetAddress.getByName("localhost"));
  }

  private static KeyStore keyStore(KeyPair pair, X509Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("it", pair.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
    return store;
  }

  /** Its own issuer. */
  private static X509Certificate certificate(
      KeyPair pair, String commonName, @Nullable String alternative) throws Exception {
    Instant now = Instant.now();
    X500Name name = new X500Name("CN=" + commonName);
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            name,
            pair.getPublic());
    if (alternative != null) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, alternative)));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
  }
}
