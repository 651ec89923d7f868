package se.sluss.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:%d/v1/probes".formatted(RestAssured.port)))
            .method(method, BodyPublishers.ofString("{}"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + key())
            .header("Sluss-Tenant", TenantId.next().value())
            .build();
    List<Duration> took = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < TRIES; i++) {
        took.add(notFound(client, request));
      }
    }

    assertThat(took).allSatisfy(each -> assertThat(each).isGreaterThanOrEqualTo(TICK));
  }

  private String key() {
    return callers.vendorsKey(VendorId.next(), Mode.TEST);
  }

  private static Duration notFound(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    long before = System.nanoTime();
    assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    return Duration.ofNanos(System.nanoTime() - before);
  }
}
