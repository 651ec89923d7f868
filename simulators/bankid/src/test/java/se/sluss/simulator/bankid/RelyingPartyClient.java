package se.sluss.simulator.bankid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.pki.Credential;
import se.sluss.simulator.bankid.pki.SimulatorPki;

/** A relying party, and the hand at the controls, over real connections. */
final class RelyingPartyClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http;
  private final BankIdSimulator simulator;

  record Answer(int status, JsonNode body) {
    String text(String member) {
      return body.path(member).asText();
    }
  }

  RelyingPartyClient(BankIdSimulator simulator, @Nullable Credential own) throws Exception {
    this.simulator = simulator;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(tls(simulator.pki(), own))
            .build();
  }

  Answer sign(String members) throws Exception {
    return post(
        "sign", "{\"endUserIp\":\"192.0.2.1\",\"userVisibleData\":\"VGV4dA==\"" + members + "}");
  }

  Answer collect(String orderRef) throws Exception {
    return post("collect", "{\"orderRef\":\"" + orderRef + "\"}");
  }

  Answer cancel(String orderRef) throws Exception {
    return post("cancel", "{\"orderRef\":\"" + orderRef + "\"}");
  }

  Answer post(String operation, String body) throws Exception {
    return send("POST", operation, "application/json", body);
  }

  Answer send(String method, String operation, String contentType, String body) throws Exception {
    return exchange(method, simulator.rpAddress() + "/" + operation, contentType, body);
  }

  Answer control(String method, String path, String body) throws Exception {
    return exchange(method, simulator.controlAddress() + path, "application/json", body);
  }

  private Answer exchange(String method, String address, String contentType, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = http.send(request, BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }

  @Override
  public void close() {
    http.close();
  }

  private static SSLContext tls(SimulatorPki pki, @Nullable Credential own) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("root", pki.tlsRoot().certificate());
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own == null ? null : keys(own), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyManager[] keys(Credential own) throws Exception {
    char[] password = "test".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("rp", own.key(), password, new Certificate[] {own.certificate()});
    var factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, password);
    return factory.getKeyManagers();
  }
}
