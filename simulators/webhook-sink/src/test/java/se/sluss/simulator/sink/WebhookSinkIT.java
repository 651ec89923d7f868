package se.sluss.simulator.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSinkIT {
  private static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String BODY = "{\"type\":\"endpoint.test\",\"data\":{}}";

  @TempDir static Path pki;

  private WebhookSink sink;
  private HttpClient sender;

  @BeforeEach
  void start() throws Exception {
    sink = new WebhookSink(0, 0, pki, "localhost", InstantSource.system());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", sink.authority());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    sender = HttpClient.newBuilder().sslContext(context).build();
  }

  @AfterEach
  void stop() {
    sender.shutdownNow();
    sink.close();
  }

  @Test
  void aDeliveryBeforeAnySecretIsKeptUnjudged() throws Exception {
    assertThat(deliver(SECRET).statusCode()).isEqualTo(204);

    JsonNode kept = onlyDelivery();
    assertThat(kept.get("verified").asText()).isEqualTo("unknown");
    assertThat(kept.get("webhookId").asText()).isEqualTo("evt_1");
    assertThat(kept.get("type").asText()).isEqualTo("endpoint.test");
    assertThat(kept.get("body").asText()).isEqualTo(BODY);
  }

  @Test
  void aGoodSignatureIsAnsweredWithSuccess() throws Exception {
    register();

    assertThat(deliver(SECRET).statusCode()).isEqualTo(204);
    assertThat(onlyDelivery().get("verified").asText()).isEqualTo("true");
  }

  @Test
  void aBadSignatureIsAnsweredWithAnError() throws Exception {
    register();

    assertThat(deliver("whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=").statusCode())
        .isEqualTo(400);
    assertThat(onlyDelivery().get("verified").asText()).isEqualTo("false");
  }

  @Test
  void aFaultStrikesAsOftenAsItWasAskedTo() throws Exception {
    control("POST", "/faults", "{\"name\":\"a\",\"status\":500,\"times\":2}");

    assertThat(deliver(SECRET).statusCode()).isEqualTo(500);
    assertThat(deliver(SECRET).statusCode()).isEqualTo(500);
    assertThat(deliver(SECRET).statusCode()).isEqualTo(204);
  }

  @Test
  void aRedirectNamesItsTarget() throws Exception {
    control("POST", "/faults", "{\"name\":\"a\",\"redirectTo\":\"https://localhost/hooks/b\"}");

    HttpResponse<String> answer = deliver(SECRET);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location")).contains("https://localhost/hooks/b");
  }

  @Test
  void aFaultOfAnotherHookStrikesNobodyElse() throws Exception {
    control("POST", "/faults", "{\"name\":\"b\",\"status\":500}");

    assertThat(deliver(SECRET).statusCode()).isEqualTo(204);
  }

  @Test
  void aRestartKeepsTheAuthority() throws Exception {
    String before = Files.readString(pki.resolve("ca.pem"));

    new WebhookSink(0, 0, pki, "another.test", InstantSource.system()).close();

    assertThat(Files.readString(pki.resolve("ca.pem"))).isEqualTo(before);
  }

  private HttpResponse<String> deliver(String secret) throws Exception {
    long now = Instant.now().getEpochSecond();
    return sender.send(
        HttpRequest.newBuilder(URI.create("https://localhost:" + sink.port() + "/hooks/a"))
            .header("Content-Type", "application/json")
            .header("webhook-id", "evt_1")
            .header("webhook-timestamp", Long.toString(now))
            .header("webhook-signature", new Webhook(secret).sign("evt_1", now, BODY))
            .POST(BodyPublishers.ofString(BODY))
            .build(),
        BodyHandlers.ofString());
  }

  private void register() throws Exception {
    HttpResponse<String> answer =
        control("PUT", "/secrets/a", "{\"secrets\":[\"%s\"]}".formatted(SECRET));
    assertThat(answer.statusCode()).isEqualTo(204);
  }

  private JsonNode onlyDelivery() throws Exception {
    JsonNode deliveries =
        new ObjectMapper().readTree(control("GET", "/deliveries?name=a", "").body());
    assertThat(deliveries).hasSize(1);
    return deliveries.get(0);
  }

  private HttpResponse<String> control(String method, String path, String body) throws Exception {
    return sender.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sink.controlPort() + path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
