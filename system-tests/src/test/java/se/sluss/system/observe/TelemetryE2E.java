package se.sluss.system.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
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
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.testsupport.TraceCollector.Received;

/** What a running suite tells is what dashboards, alerts and people ask for. */
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
  private static final String TX = "sluss.authority.tx.id";
  private static final String SUBMISSION = "sluss.submission.id";

  private final RunningSluss sluss;
  private final Vendor vendor;
  private String received = "";
  private String txId = "";
  private String refused = "";
  private String unsigned = "";
  private String unsignedTwice = "";
  private double closest;

  TelemetryE2E(RunningSluss sluss) {
    this.sluss = sluss;
    this.vendor = sluss.operator().vendor("Watched", 1);
  }

  /** One good road to its webhook, two unsigned, one refused by the authority, one at the door. */
  @BeforeAll
  void walk() {
    List<Handed> handed = vendor.handIn(vendor.provider(), 4);
    vendor.refuseToSign(handed.subList(2, 3));
    vendor.refuseToSign(handed.subList(2, 4));
    unsigned = handed.get(3).submissionId();
    unsignedTwice = handed.get(2).submissionId();
    vendor.hook().fail(1, 503);
    sluss.authority().arm(vendor.id(), "validation-fault");
    vendor.sign(handed.subList(0, 1));
    vendor.await(handed.subList(0, 1), "REFUSED");
    vendor.sign(handed.subList(1, 2));
    vendor.await(handed.subList(1, 2), "RECEIVED");
    refused = handed.get(0).submissionId();
    received = handed.get(1).submissionId();
    txId = vendor.submission(received).at("/receipt/txId").asText();
    Door.await(
        () -> {
          closest = closestCalls();
          assertThat(closest).isNotNaN();
        });
    byte[] noDocument = "<a".getBytes(StandardCharsets.UTF_8);
    assertThat(vendor.handIn(vendor.provider(), noDocument, UUID.randomUUID().toString()).good())
        .isFalse();
    Door.await(() -> assertThat(vendor.hook().about(received, "submission.received")).isNotEmpty());
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
    assertThat(scrape(Room.INTAKE, "text/plain"))
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
      scrape(room, "text/plain")
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> found.addAll(Queries.labelsIn(line)));
    }
    return found;
  }

  @Test
  void theClosestCallsAreNotCloserThanAgreed() {
    assertThat(closest).isBetween(RunningSluss.INTERVAL.toMillis() / 1000.0, 60.0);
  }

  private double closestCalls() {
    return scrape(Room.SUBMITTER, "text/plain")
        .lines()
        .filter(line -> line.startsWith("sluss_submitter_lane_closest_seconds"))
        .filter(line -> line.contains(vendor.connectionId()))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  private Set<String> exposed() {
    Set<String> names = new TreeSet<>();
    for (Room room : Room.values()) {
      SAMPLE.matcher(scrape(room, "text/plain")).results().forEach(m -> names.add(m.group(1)));
    }
    return names;
  }

  private String scrape(Room room, String accept) {
    byte[] all = sluss.door(room).header("Accept", accept).get("/q/metrics").orFail().bytes();
    return new String(all, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void everythingMeasuredSaysOfWhichRoomItIs(Room room) {
    assertThat(scrape(room, "text/plain").lines().filter(line -> line.startsWith("sluss_")))
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
                        .matcher(scrape(room, OPEN_METRICS))
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
      COUNTER.matcher(scrape(room, "text/plain")).results().forEach(m -> counters.add(m.group(1)));
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
      VALUE.matcher(scrape(room, "text/plain")).results().forEach(m -> names.add(m.group(1)));
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
                        .filter(line -> line.text().contains(received))
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
                        .filter(line -> line.text().contains(received))
                        .map(line -> line.traceId()))
                .anyMatch(trace -> !sluss.traces().trace(trace).isEmpty()));
  }

  @Test
  void oneTraceGoesThroughAllRooms() {
    Door.await(
        () ->
            assertThat(
                    spans(SUBMISSION, received).stream()
                        .collect(
                            Collectors.groupingBy(
                                Received::traceId,
                                Collectors.mapping(Received::service, Collectors.toSet())))
                        .values())
                .anyMatch(
                    rooms ->
                        rooms.containsAll(Set.of("intake", "signing", "submitter", "receipts"))));
  }

  @Test
  void theAuthoritysIdentifierLeadsToTheSubmission() {
    assertThat(txId).isNotEmpty();
    Door.await(
        () ->
            assertThat(spans(TX, txId))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(attribute(span, SUBMISSION)).isEqualTo(received)));
  }

  @Test
  void aSigningThatFailedIsFoundByEachSubmission() {
    Door.await(
        () -> {
          assertThat(failures(unsignedTwice)).as("alone, and together with another").hasSize(2);
          assertThat(failures(unsigned)).hasSize(1);
        });
    for (String each : List.of(unsigned, unsignedTwice)) {
      Door.await(
          () ->
              assertThat(sluss.traces().logs())
                  .filteredOn(line -> line.text().contains(each))
                  .extracting(line -> line.text())
                  .anyMatch(text -> text.startsWith("A signing order ended without a signature"))
                  .anyMatch(text -> text.contains("type=signing_order.failed")));
    }
  }

  /** The traces that a search for the submission leads to and in which an order failed. */
  private Set<String> failures(String submission) {
    return spans(SUBMISSION, submission).stream()
        .map(Received::traceId)
        .filter(
            trace ->
                sluss.traces().trace(trace).stream()
                    .anyMatch(
                        span -> attribute(span, "sluss.event.type").equals("signing_order.failed")))
        .collect(Collectors.toSet());
  }

  @Test
  void callsToOthersAreTheirClientsAndSayWhenTheyFail() {
    Door.await(
        () -> {
          assertThat(calls("authority call", received))
              .anyMatch(span -> !failed(span) && attribute(span, "error.type").isEmpty());
          assertThat(calls("authority call", refused))
              .anyMatch(
                  span -> failed(span) && attribute(span, "error.type").equals("XML_VALIDATION"));
          assertThat(calls("bankid sign", received)).hasSize(1).noneMatch(span -> failed(span));
          assertThat(calls("bankid collect", received))
              .as("of the many that find the person at it, none")
              .hasSize(1)
              .noneMatch(span -> failed(span));
          assertThat(calls("deliver webhook", received)).anyMatch(span -> !failed(span));
          assertThat(sluss.traces().spans())
              .filteredOn(span -> span.span().getName().equals("deliver webhook"))
              .anyMatch(span -> failed(span) && attribute(span, "error.type").equals("503"));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "authority call, REDACTED",
    "bankid sign, sign",
    "bankid collect, collect",
    "deliver webhook, REDACTED",
  })
  void aCallSaysWhatWasAskedOfWhomAndNoMore(String name, String lastPart) {
    Door.await(
        () ->
            assertThat(calls(name, received))
                .isNotEmpty()
                .allSatisfy(
                    span -> {
                      assertThat(attribute(span, "http.request.method")).isEqualTo("POST");
                      assertThat(number(span, "http.response.status_code")).isPositive();
                      assertThat(attribute(span, "server.address")).isNotEmpty();
                      assertThat(number(span, "server.port")).isPositive();
                      assertThat(attribute(span, "url.full"))
                          .startsWith("https://" + attribute(span, "server.address") + ":")
                          .contains(":" + number(span, "server.port") + "/")
                          .endsWith("/" + lastPart);
                    }));
  }

  /** Its host is a vendor's own words, and often all that one has to know to write to it. */
  @Test
  void anEndpointIsToldByItsIdentifierAndNotByItsName() {
    Door.await(
        () ->
            assertThat(calls("deliver webhook", received))
                .isNotEmpty()
                .allSatisfy(
                    span -> {
                      assertThat(attribute(span, "server.address")).isEqualTo("REDACTED");
                      assertThat(attribute(span, "sluss.endpoint.id")).startsWith("whe_");
                    }));
    Door.await(
        () ->
            assertThat(calls("authority call", received))
                .isNotEmpty()
                .allSatisfy(
                    span ->
                        assertThat(attribute(span, "server.address")).isNotEqualTo("REDACTED")));
  }

  private List<Received> calls(String name, String submission) {
    return spans(SUBMISSION, submission).stream()
        .filter(span -> span.span().getName().equals(name))
        .filter(span -> span.span().getKind() == Span.SpanKind.SPAN_KIND_CLIENT)
        .toList();
  }

  private static boolean failed(Received span) {
    return span.span().getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
  }

  private List<Received> spans(String attribute, String value) {
    return sluss.traces().spans().stream()
        .filter(span -> attribute(span, attribute).equals(value))
        .toList();
  }

  private static long number(Received span, String key) {
    return span.span().getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .mapToLong(attribute -> attribute.getValue().getIntValue())
        .findFirst()
        .orElse(0);
  }

  private static String attribute(Received span, String key) {
    return span.span().getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
