package se.sluss.system.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Door;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/** What a running suite measures and logs is what dashboards, alerts and people ask for. */
@OnRunningSluss
@Order(90)
class TelemetryE2E {
  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z][a-zA-Z0-9_]*)[ {]");
  private static final Pattern VALUE =
      Pattern.compile("(?m)^([a-z][a-zA-Z0-9_]*)(?:\\{.*})? (?!NaN$|0\\.0$)\\S+$");
  private static final Pattern COUNTER = Pattern.compile("(?m)^(sluss_[a-z_]+_total)\\{");
  private static final String EXEMPLAR = "%s_bucket\\{.*# \\{.*trace_id=\"([0-9a-f]{32})\"";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final RunningSluss sluss;
  private WalkedRoad road;

  TelemetryE2E(RunningSluss sluss) {
    this.sluss = sluss;
  }

  @BeforeAll
  void walk() {
    road = WalkedRoad.walk(sluss, "Watched");
  }

  @Test
  void everyMetricThatABoardOrARuleAsksForIsExposed() {
    Map<String, Set<String>> asked = Queries.askedOfRooms();

    assertThat(asked).hasSizeGreaterThan(30);
    Door.await(
        () -> {
          Set<String> exposed = exposed();
          assertThat(asked)
              .allSatisfy((name, places) -> assertThat(exposed).as("%s", places).contains(name));
        });
  }

  @Test
  void everyLabelThatIsPickedByIsThere() {
    Set<String> picked = picked();

    assertThat(picked).contains("http_server_requests_seconds_bucket{le}").hasSizeGreaterThan(10);
    Door.await(() -> assertThat(labels()).containsAll(picked));
    assertThat(road.scrape(Room.INTAKE, "text/plain"))
        .as("the bound that an objective counts by")
        .containsPattern("http_server_requests_seconds_bucket\\{[^}]*le=\"1\\.0\"");
  }

  private static Set<String> picked() {
    return Queries.all().stream()
        .flatMap(query -> Queries.labelsIn(query.expression()).stream())
        .filter(each -> !each.startsWith("up{"))
        .collect(Collectors.toSet());
  }

  private Set<String> labels() {
    Set<String> found = new TreeSet<>();
    for (Room room : Room.values()) {
      road.scrape(room, "text/plain")
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> found.addAll(Queries.labelsIn(line)));
    }
    return found;
  }

  @Test
  void theClosestCallsAreNotCloserThanAgreed() {
    assertThat(road.closest()).isBetween(RunningSluss.INTERVAL.toMillis() / 1000.0, 60.0);
  }

  private Set<String> exposed() {
    Set<String> names = new TreeSet<>();
    for (Room room : Room.values()) {
      SAMPLE.matcher(road.scrape(room, "text/plain")).results().forEach(m -> names.add(m.group(1)));
    }
    return names;
  }

  @ParameterizedTest
  @EnumSource
  void everythingMeasuredSaysOfWhichRoomItIs(Room room) {
    assertThat(road.scrape(room, "text/plain").lines().filter(line -> line.startsWith("sluss_")))
        .isNotEmpty()
        .allMatch(line -> line.contains("room=\"" + room.roomName() + "\""));
  }

  @ParameterizedTest
  @CsvSource({
    "INTAKE, http_server_requests_seconds",
    "SUBMITTER, sluss_submitter_call_duration_seconds",
    "SUBMITTER, sluss_submitter_slot_age_seconds",
    "RECEIPTS, sluss_webhook_attempts_seconds",
  })
  void anExemplarLeadsToATrace(Room room, String metric) {
    Pattern exemplar = Pattern.compile(EXEMPLAR.formatted(metric));
    Door.await(
        () ->
            assertThat(
                    exemplar
                        .matcher(road.scrape(room, OPEN_METRICS))
                        .results()
                        .map(found -> found.group(1)))
                .anyMatch(trace -> !sluss.traces().trace(trace).isEmpty()));
  }

  @ParameterizedTest
  @EnumSource
  void measurementsAreSentToo(Room room) {
    Door.await(
        () ->
            assertThat(sluss.traces().metrics().getOrDefault(room.roomName(), List.of()))
                .extracting(metric -> metric.getName())
                .contains("sluss.outbox.unsent", "jvm.memory.used", "http.server.requests"));
  }

  @Test
  void whatIsSentHasInPrometheusTheNamesThatAreAskedFor() {
    Set<String> counted = counted();
    counted.retainAll(Queries.askedOfRooms().keySet());
    Set<String> picked = picked();
    picked.removeIf(label -> !counted.contains(label.substring(0, label.indexOf('{'))));

    assertThat(counted).hasSizeGreaterThan(20);
    Door.await(
        () -> {
          assertThat(sent(OtlpSeries::names)).containsAll(counted);
          assertThat(sent(OtlpSeries::labels)).containsAll(picked);
        });
    assertThat(
            sluss.traces().metrics().getOrDefault("intake", List.of()).stream()
                .filter(metric -> metric.getName().equals("http.server.requests"))
                .flatMap(metric -> OtlpSeries.bounds(metric).stream()))
        .as("the bound that an objective counts by")
        .contains("1");
  }

  /** By name and labels they are there from the start, so that the first count is a rise. */
  @Test
  void whatNeverHappenedYetIsSentAsNought() {
    Set<String> counters = new TreeSet<>();
    for (Room room : Room.values()) {
      COUNTER
          .matcher(road.scrape(room, "text/plain"))
          .results()
          .forEach(m -> counters.add(m.group(1)));
    }

    assertThat(counters)
        .contains("sluss_inbox_dead_letters_total", "sluss_submitter_verdicts_late_total")
        .hasSizeGreaterThan(7);
    Door.await(() -> assertThat(sent(OtlpSeries::names)).containsAll(counters));
  }

  /** What has a value: a timer at nought and a gauge without one are not sent. */
  private Set<String> counted() {
    Set<String> names = new TreeSet<>();
    for (Room room : Room.values()) {
      VALUE.matcher(road.scrape(room, "text/plain")).results().forEach(m -> names.add(m.group(1)));
    }
    return names;
  }

  private Set<String> sent(Function<Metric, Set<String>> part) {
    return sluss.traces().metrics().values().stream()
        .flatMap(List::stream)
        .flatMap(metric -> part.apply(metric).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void logLinesOfAllRoomsAreSentAndFoundByTheSubmission() {
    Door.await(
        () ->
            assertThat(
                    sluss.traces().logs().stream()
                        .filter(line -> line.text().contains(road.received()))
                        .map(line -> line.service()))
                .contains("submitter"));
    Door.await(
        () ->
            assertThat(sluss.traces().logs().stream().map(line -> line.service()))
                .contains("intake", "signing", "submitter", "receipts"));
    Door.await(
        () ->
            assertThat(
                    sluss.traces().logs().stream()
                        .filter(line -> line.text().contains(road.received()))
                        .map(line -> line.traceId()))
                .anyMatch(trace -> !sluss.traces().trace(trace).isEmpty()));
  }
}
