package se.sluss.simulator.authority;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A vendor's side of the connection, and whoever steers the simulator. */
final class Vendor implements AutoCloseable {
  private static final String NOTIFICATION_ACTION =
      "\"urn:shs:emottagning:SkickaAnmalanFranArbetsgivareResponder:1:SkickaAnmalanFranArbetsgivare\"";
  private static final String TIME_REPORT_ACTION =
      "\"urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning\"";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AuthoritySimulator simulator;
  private final SSLContext tls;
  private final HttpClient http;

  private Vendor(AuthoritySimulator simulator, KeyManager[] keys)
      throws IOException, GeneralSecurityException {
    this.simulator = simulator;
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", simulator.serverAuthority());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    tls = context;
    http =
        HttpClient.newBuilder()
            .sslContext(context)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
  }

  static Vendor withoutCertificate(AuthoritySimulator simulator) throws Exception {
    return new Vendor(simulator, new KeyManager[0]);
  }

  static Vendor named(AuthoritySimulator simulator, String commonName) throws Exception {
    return issued(simulator, simulator, commonName);
  }

  static Vendor issued(AuthoritySimulator simulator, AuthoritySimulator issuer, String commonName)
      throws Exception {
    HttpResponse<String> made =
        control(issuer, "POST", "/certificates", "{\"commonName\":\"%s\"}".formatted(commonName));
    JsonNode body = JSON.readTree(made.body());
    char[] password = body.get("password").asText().toCharArray();
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(
        new ByteArrayInputStream(Base64.getDecoder().decode(body.get("keyStore").asText())),
        password);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, password);
    return new Vendor(simulator, keys.getKeyManagers());
  }

  HttpResponse<String> notify(String envelope) throws IOException, InterruptedException {
    return post("FK.EIOA.AnmalanArbetsgivare.sim", NOTIFICATION_ACTION, envelope);
  }

  HttpResponse<String> report(String envelope) throws IOException, InterruptedException {
    return post("FK.ASE.Tidredovisning.sim", TIME_REPORT_ACTION, envelope);
  }

  HttpResponse<String> post(String productType, String action, String envelope)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(
                URI.create("https://localhost:" + simulator.port() + "/shs2/" + productType))
            .header("Content-Type", "text/xml; charset=UTF-8")
            .header("SOAPAction", action)
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofString(envelope, UTF_8))
            .build(),
        BodyHandlers.ofString());
  }

  /** A bare connection, for what no HTTP client would send. */
  Socket connect() throws IOException {
    return tls.getSocketFactory().createSocket("localhost", simulator.port());
  }

  static HttpResponse<String> control(
      AuthoritySimulator simulator, String method, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient plain = HttpClient.newHttpClient()) {
      return plain.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.controlPort() + path))
              .method(method, BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  static JsonNode read(AuthoritySimulator simulator, String path)
      throws IOException, InterruptedException {
    return JSON.readTree(control(simulator, "GET", path, "").body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
