package se.sluss.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.sluss.launcher.suite.Layout;

class ObservingTest {
  private static final URI COLLECTOR = URI.create("http://127.0.0.1:14318");
  private static final Layout LAYOUT = Layout.ofUp(Path.of("/checkout"));

  @Test
  void whatCannotBeHadIsSaidInPlainWords() {
    var observing = new Observing(LAYOUT, true, Optional.empty(), Optional.empty());

    assertThat(observing.links(Optional.empty(), Optional.empty()))
        .satisfiesExactly(
            metrics ->
                assertThat(metrics)
                    .contains("metrics", "no Prometheus on this machine", "scrape /q/metrics"),
            traces ->
                assertThat(traces)
                    .contains("traces", "kept nowhere", "Zipkin cannot be had", "--otlp URL"));
  }

  @Test
  void whatIsThereIsLinkedAndADocumentsRoadToo() {
    var observing = new Observing(LAYOUT, true, Optional.empty(), Optional.empty());

    assertThat(
            observing.links(
                Optional.of(URI.create("http://127.0.0.1:8490")),
                Optional.of(URI.create("http://127.0.0.1:8491/zipkin/"))))
        .satisfiesExactly(
            metrics -> assertThat(metrics).endsWith("http://127.0.0.1:8490/graph"),
            alerts -> assertThat(alerts).endsWith("http://127.0.0.1:8490/alerts"),
            traces -> assertThat(traces).endsWith(" http://127.0.0.1:8491/zipkin/"),
            document -> assertThat(document).contains("annotationQuery=sluss.submission.id=sub_"));
  }

  @Test
  void aCollectorThatListensHereIsTakenAndPassedOnToTheBackground() {
    var observing = new Observing(LAYOUT, true, Optional.empty(), Optional.of(COLLECTOR));

    assertThat(observing.flags()).containsExactly("--observe", "--otlp", COLLECTOR.toString());
    assertThat(observing.links(Optional.empty(), Optional.empty()))
        .anySatisfy(line -> assertThat(line).contains("traces", "sent to " + COLLECTOR));
  }

  @Test
  void aCollectorThatWasNamedGoesBeforeOneThatListensHere() {
    URI named = URI.create("http://collector:4318");

    assertThat(new Observing(LAYOUT, true, Optional.of(named), Optional.of(COLLECTOR)).flags())
        .containsExactly("--observe", "--otlp", named.toString());
  }

  @Test
  void whoDidNotAskIsToldNothing() {
    var observing = new Observing(LAYOUT, false, Optional.empty(), Optional.of(COLLECTOR));

    assertThat(observing.flags()).isEmpty();
    assertThat(observing.links(Optional.empty(), Optional.empty())).isEmpty();
  }
}
