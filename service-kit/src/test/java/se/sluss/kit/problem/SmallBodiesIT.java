package se.sluss.kit.problem;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.Callers;
import se.sluss.kit.probe.KitTest;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** How bodies come that are awaited before the request has a thread. */
@KitTest
class SmallBodiesIT {
  private static final String BODY = "{\"note\":\"in parts\"}";

  @Inject Callers callers;
  private String key;

  @BeforeEach
  void register() {
    key = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
  }

  @Test
  void aBodyThatComesInPartsIsReadWhole() throws IOException {
    try (Socket connection = connect()) {
      write(connection, head("parts", "") + BODY.substring(0, 5));
      assertStored(0);
      write(connection, BODY.substring(5, 9));
      assertStored(0);
      write(connection, BODY.substring(9));

      assertThat(answer(connection)).startsWith("HTTP/1.1 201 ").contains("in parts");
    }
    assertStored(1);
  }

  @Test
  void aBodyThatStopsIsAnsweredWhenItIsOverdueAndNothingIsKept() throws IOException {
    try (Socket connection = connect()) {
      write(connection, head("overdue", "", "keep-alive") + BODY.substring(0, 5));

      assertThat(answer(connection))
          .startsWith("HTTP/1.1 400 ")
          .containsIgnoringCase("connection: close")
          .contains("The body ended before it was complete.");
    }
    assertStored(0);
  }

  @Test
  void whoHangsUpInTheMiddleOfABodyLeavesNothing() throws IOException {
    try (Socket connection = connect()) {
      write(connection, head("gone", "") + BODY.substring(0, 5));
    }
    assertStored(0);
    try (Socket connection = connect()) {
      write(connection, head("gone", "") + BODY);
      assertThat(answer(connection)).as("its key is free").startsWith("HTTP/1.1 201 ");
    }
  }

  @Test
  void whoAsksFirstIsToldToGoOn() throws IOException {
    try (Socket connection = connect()) {
      write(connection, head("asks", "Expect: 100-continue\r\n"));
      byte[] first = connection.getInputStream().readNBytes("HTTP/1.1 100 ".length());
      assertThat(new String(first, US_ASCII)).isEqualTo("HTTP/1.1 100 ");
      write(connection, BODY);

      assertThat(answer(connection)).contains("HTTP/1.1 201 ");
    }
  }

  @Test
  void whatComesOverHttp2IsTakenOnTheFirstRequestAndOnTheNext() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String idempotencyKey : List.of("upgrades", "next")) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/probes"))
                    .header("Authorization", "Bearer " + key)
                    .header("Idempotency-Key", idempotencyKey)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(BODY))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(201);
      }
    }
  }

  private void assertStored(int probes) {
    Callers.with(key, "list").get("/v1/probes").then().body("data", hasSize(probes));
  }

  /** The head of a request after whose answer the connection ends. */
  private String head(String idempotencyKey, String more) {
    return head(idempotencyKey, more, "close");
  }

  private String head(String idempotencyKey, String more, String connection) {
    return """
    POST /v1/probes HTTP/1.1\r
    Host: localhost\r
    Authorization: Bearer %s\r
    Idempotency-Key: %s\r
    Content-Type: application/json\r
    Content-Length: %d\r
    Connection: %s\r
    %s\r
    """
        .formatted(key, idempotencyKey, BODY.length(), connection, more);
  }

  private static Socket connect() throws IOException {
    Socket connection = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    connection.setSoTimeout(30_000);
    return connection;
  }

  private static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(US_ASCII));
    connection.getOutputStream().flush();
  }

  private static String answer(Socket connection) throws IOException {
    return new String(connection.getInputStream().readAllBytes(), US_ASCII);
  }
}
