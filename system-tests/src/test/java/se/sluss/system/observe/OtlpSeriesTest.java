package se.sluss.system.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.Sum;
import org.junit.jupiter.api.Test;

class OtlpSeriesTest {
  @Test
  void aUnitGoesBehindTheNameOnceAndAnAnnotationDoesNot() {
    assertThat(OtlpSeries.names(gauge("a.oldest", "s"))).containsExactly("a_oldest_seconds");
    assertThat(OtlpSeries.names(gauge("a.seconds", "s"))).containsExactly("a_seconds");
    assertThat(OtlpSeries.names(gauge("a.unsent", "{item}"))).containsExactly("a_unsent");
    assertThat(OtlpSeries.names(gauge("a.unsent", "1"))).containsExactly("a_unsent_ratio");
  }

  @Test
  void aCounterEndsInTotal() {
    Metric counter =
        Metric.newBuilder()
            .setName("a.problems")
            .setUnit("{item}")
            .setSum(Sum.newBuilder().setIsMonotonic(true))
            .build();

    assertThat(OtlpSeries.names(counter)).containsExactly("a_problems_total");
  }

  @Test
  void aHistogramIsThreeSeriesAndItsBoundsHaveNoFractionOfNought() {
    Metric histogram =
        Metric.newBuilder()
            .setName("a.requests")
            .setUnit("s")
            .setHistogram(
                Histogram.newBuilder()
                    .addDataPoints(
                        HistogramDataPoint.newBuilder()
                            .addAttributes(KeyValue.newBuilder().setKey("a.room"))
                            .addExplicitBounds(0.5)
                            .addExplicitBounds(1)))
            .build();

    assertThat(OtlpSeries.names(histogram))
        .containsExactlyInAnyOrder(
            "a_requests_seconds_bucket", "a_requests_seconds_count", "a_requests_seconds_sum");
    assertThat(OtlpSeries.labels(histogram))
        .contains("a_requests_seconds_bucket{le}", "a_requests_seconds_count{a_room}");
    assertThat(OtlpSeries.bounds(histogram)).containsExactlyInAnyOrder("0.5", "1");
  }

  private static Metric gauge(String name, String unit) {
    return Metric.newBuilder().setName(name).setUnit(unit).setGauge(Gauge.newBuilder()).build();
  }
}
