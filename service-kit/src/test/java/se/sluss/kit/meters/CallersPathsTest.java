package se.sluss.kit.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallersPathsTest {
  @ParameterizedTest
  @CsvSource({
    "http.server.requests, /v1/submissions/{id}, 405, /v1/submissions/{id}",
    "http.server.requests, /v1/submissions, 202, /v1/submissions",
    "http.server.requests, /v1/submissions, 422, /v1/submissions",
    "http.server.requests, NOT_FOUND, 404, NOT_FOUND",
    "http.server.requests, /v1/tenants/anna, 405, UNMATCHED",
    "http.server.requests, /v1/tenants/anna, 413, UNMATCHED",
    "http.server.requests, /v1/tenants/anna, 415, UNMATCHED",
    "http.server.requests, /v1/tenants/189001019802, 400, UNMATCHED",
    "http.server.requests, /v1/tenants/%61nna, 400, UNMATCHED",
    "http.server.bytes.read, /v1/tenants/189001019802, 200, UNMATCHED",
    "sluss.other, /189001019802, 405, /189001019802"
  })
  void whatACallerWroteIsNoNameOfAMeasurement(String name, String uri, String status, String told) {
    var meters = new SimpleMeterRegistry();
    meters.config().meterFilter(new CallersPaths());

    meters.counter(name, "uri", uri, "status", status, "method", "GET").increment();

    assertThat(meters.getMeters())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.getId().getTag("uri")).isEqualTo(told);
              assertThat(one.getId().getTag("method")).isEqualTo("GET");
            });
  }
}
