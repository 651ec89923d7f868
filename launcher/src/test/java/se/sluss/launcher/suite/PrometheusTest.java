package se.sluss.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PrometheusTest {
  private static final Addresses ADDRESSES =
      new Addresses(18401, 18402, 18403, 18404, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  @Test
  void roomsAreScrapedWhereTheyAnswerAndKnownByName() {
    String configuration = Prometheus.configuration(Path.of("/checkout"), ADDRESSES);

    assertThat(configuration)
        .contains(
            "job_name: sluss",
            "metrics_path: /q/metrics",
            "honor_labels: true",
            "- {targets: [\"127.0.0.1:18401\"], labels: {room: intake}}",
            "- {targets: [\"127.0.0.1:18402\"], labels: {room: signing}}",
            "- {targets: [\"127.0.0.1:18403\"], labels: {room: submitter}}",
            "- {targets: [\"127.0.0.1:18404\"], labels: {room: receipts}}",
            "rule_files: [\"/checkout/deploy/observability/rules/*.yml\"]");
  }
}
