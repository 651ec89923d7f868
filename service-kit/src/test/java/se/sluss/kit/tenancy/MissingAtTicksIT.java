package se.sluss.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.kit.probe.Callers;
import se.sluss.kit.probe.KitTest;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

@KitTest
class MissingAtTicksIT {
  private static final Duration TICK = Duration.ofMillis(10);
  private static final int TRIES = 50;

  @Inject Callers callers;

  /** Whether a filter answers it, before a body is read, or a resource. */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "HEAD"})
  void tenantThatIsNotThereIsToldAtATick(String method) throws Exception {
    HttpRequest request = ofAMissingTenant(method);
    List<Duration> took = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < TRIES; i++) {
        took.add(notFound(client, request));
      }
    }

    assertThat(took).allSatisfy(each -> assertThat(each).isGreaterThanOrEqualTo(TICK));
  }

  /** Whatever it was filtered by: that of another's is empty as well. */
  @Test
  void listThatHoldsNothingIsToldAtATick() throws Exception {
    HttpRequest request = to("?limit=1").GET().build();
    List<Duration> took = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < TRIES; i++) {
        took.add(answered(client, request, 200));
      }
    }

    assertThat(took).allSatisfy(each -> assertThat(each).isGreaterThanOrEqualTo(TICK));
  }

  /** Its sender would choose otherwise where within a tick the look ends. */
  @Test
  void ticksCountFromWhenABodyThatWasHeldBackHasCome() throws Exception {
    AtomicLong bodySent = new AtomicLong();
    List<Duration> took = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest another = ofAMissingTenant("GET");
      HttpRequest request =
          to("/missing")
              .version(Version.HTTP_1_1)
              .header("Content-Type", "application/xml")
              .POST(BodyPublishers.ofInputStream(() -> heldBack(client, another, bodySent)))
              .build();
      for (int i = 0; i < TRIES; i++) {
        notFound(client, request);
        took.add(Duration.ofNanos(System.nanoTime() - bodySent.get()));
      }
    }

    assertThat(took).allSatisfy(each -> assertThat(each).isGreaterThanOrEqualTo(TICK));
  }

  /** A body that is sent after its headers, when another request was answered. */
  private static InputStream heldBack(HttpClient client, HttpRequest another, AtomicLong sent) {
    try {
      notFound(client, another);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    sent.set(System.nanoTime());
    return new ByteArrayInputStream(new byte[1]);
  }

  private HttpRequest ofAMissingTenant(String method) {
    return to("")
        .method(method, BodyPublishers.ofString("{}"))
        .header("Content-Type", "application/json")
        .header("Sluss-Tenant", TenantId.next().value())
        .build();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://localhost:%d/v1/probes%s".formatted(RestAssured.port, path)))
        .header("Authorization", "Bearer " + callers.vendorsKey(VendorId.next(), Mode.TEST));
  }

  private static Duration notFound(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    return answered(client, request, 404);
  }

  private static Duration answered(HttpClient client, HttpRequest request, int status)
      throws IOException, InterruptedException {
    long before = System.nanoTime();
    assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(status);
    return Duration.ofNanos(System.nanoTime() - before);
  }
}
