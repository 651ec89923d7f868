package se.sluss.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The chart's page lists its values as values.yaml has them. {@code ./sluss test --write
 * ChartReadmeTest} makes it anew.
 */
class ChartReadmeTest {
  private static final String BEGINNING = "<!-- values -->\n";

  @Test
  void everyValueIsListed() throws IOException {
    List<ChartValue> values = ChartValue.in(Chart.folder().resolve("values.yaml"));
    var table = new StringBuilder("| value | default | meaning |\n|---|---|---|\n");
    values.forEach(value -> table.append(value.row()).append('\n'));
    Path page = Chart.folder().resolve("README.md");
    String written = Files.readString(page);
    String expected = written.substring(0, written.indexOf(BEGINNING) + BEGINNING.length()) + table;

    if (Boolean.getBoolean("sluss.write")) {
      Files.writeString(page, expected);
    }
    assertThat(values).hasSizeGreaterThan(60);
    assertThat(Files.readString(page)).isEqualTo(expected);
  }
}
