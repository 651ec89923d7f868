package se.sluss.system.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.launcher.process.DebianProgram;
import se.sluss.model.event.EventType;
import se.sluss.model.id.SubmissionId;
import se.sluss.system.deploy.Checkout;
import se.sluss.system.running.Needed;

class ObservabilityTest {
  private static final Path FOLDER = Checkout.folder().resolve("deploy/observability");
  private static final Set<String> PANELS = Set.of("row", "stat", "timeseries", "table", "logs");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]+)}?");

  static List<Path> dashboards() {
    return Queries.dashboards();
  }

  @Test
  void namesOfMetricsAreFoundInAQuery() {
    assertThat(
            Queries.metricsIn(
                "sum by (room, le) (rate(a_total{b=\"c\",d=~\"e|f\"}[$__rate_interval])) / on (slo)"
                    + " sluss:g:h30d unless max(i_seconds) > bool 60 or vector(0)"))
        .containsExactly("a_total", "i_seconds", "sluss:g:h30d");
  }

  @Test
  void labelsThatAMetricIsPickedByAreFoundInAQuery() {
    assertThat(Queries.labelsIn("sum(rate(a_total{b=\"c\",d!~\"e|f\"}[5m])) by (g)"))
        .containsExactly("a_total{b}", "a_total{d}");
  }

  @Test
  void thereIsABoardForEachQuestion() {
    assertThat(Queries.dashboards())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "house.json",
            "lane.json",
            "road.json",
            "service-levels.json",
            "signing.json",
            "webhooks.json");
    assertThat(Queries.dashboards().stream().map(file -> Queries.read(file).path("uid").asText()))
        .doesNotHaveDuplicates()
        .allMatch(uid -> uid.matches("sluss-[a-z-]{1,34}"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void boardIsWhatGrafanaReads(Path file) {
    JsonNode board = Queries.read(file);
    Set<String> variables =
        board
            .at("/templating/list")
            .valueStream()
            .map(variable -> variable.path("name").asText())
            .collect(Collectors.toSet());

    assertThat(board.path("title").asText()).startsWith("Sluss: ");
    assertThat(board.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
    assertThat(board.path("id").isMissingNode()).as("an id is the installation's").isTrue();
    assertThat(board.path("panels").valueStream().map(panel -> panel.path("id").asInt()))
        .doesNotHaveDuplicates()
        .allMatch(id -> id > 0);
    for (JsonNode panel : board.path("panels")) {
      String title = panel.path("title").asText();
      assertThat(PANELS).as(title).contains(panel.path("type").asText());
      if (panel.path("type").asText().equals("row")) {
        continue;
      }
      assertThat(panel.path("description").asText()).as(title).isNotBlank();
      assertThat(panel.path("targets")).as(title).isNotEmpty();
      assertThat(panel.at("/datasource/uid").asText()).as(title).startsWith("${");
      assertThat(panel.path("targets").valueStream().map(target -> target.path("refId").asText()))
          .as(title)
          .doesNotHaveDuplicates();
      VARIABLE
          .matcher(panel.path("targets") + panel.path("datasource").toString())
          .results()
          .map(found -> found.group(1))
          .forEach(name -> assertThat(variables).as(title).contains(name));
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void boardHasNoMemberThatGrafanaWouldPassOver(Path file) {
    assertThat(boards().validate(Queries.read(file))).isEmpty();
  }

  @Test
  void aMemberThatIsWrittenWronglyIsFound() {
    JsonNode board = Queries.read(dashboards().getFirst());
    ((ObjectNode) board.path("panels").path(1)).put("targts", "");

    assertThat(boards().validate(board).toString()).contains("targts");
  }

  private static JsonSchema boards() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            Queries.read(
                Checkout.folder()
                    .resolve("system-tests/src/test/resources/grafana/dashboard.schema.yaml")));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsLieBesideEachOther(Path file) {
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : Queries.read(file).path("panels")) {
      JsonNode place = panel.path("gridPos");
      int right = place.path("x").asInt() + place.path("w").asInt();
      assertThat(right).as(panel.path("title").asText()).isBetween(1, 24);
      for (int x = place.path("x").asInt(); x < right; x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          assertThat(taken.add(x + "," + (place.path("y").asInt() + y)))
              .as(panel.path("title").asText())
              .isTrue();
        }
      }
    }
  }

  /** Who has the authority's tx-id gets from it to the submission, and back. */
  @ParameterizedTest
  @ValueSource(strings = {"sluss.submission.id", "sluss.authority.tx.id"})
  void anIdentifierOnTheRoadLeadsToWhatItFinds(String attribute) {
    JsonNode board = Queries.read(FOLDER.resolve("dashboards/road.json"));
    JsonNode spans = board.path("panels").path(1);
    List<JsonNode> links =
        spans
            .at("/fieldConfig/overrides")
            .valueStream()
            .filter(
                override ->
                    Pattern.matches(
                        override.at("/matcher/options").asText().replaceAll("^/|/$", ""),
                        attribute))
            .map(override -> override.at("/properties/0/value/0"))
            .toList();

    assertThat(spans.at("/targets/0/query").asText())
        .contains("span." + attribute + " = \"$search\"")
        .containsPattern("select\\(.*span\\." + Pattern.quote(attribute));
    assertThat(board.at("/templating/list").findValuesAsText("name")).contains("search");
    assertThat(links)
        .singleElement()
        .satisfies(
            link ->
                assertThat(link.path("url").asText())
                    .startsWith("/d/" + board.path("uid").asText() + "?")
                    .contains("var-search=${__value.raw}", "${traces:queryparam}"));
  }

  /** A person may sign days after the hand-in, and a slot come later still. */
  @Test
  void theRoadIsLookedForOverDays() {
    JsonNode board = Queries.read(FOLDER.resolve("dashboards/road.json"));

    assertThat(board.at("/time/from").asText()).isEqualTo("now-7d");
    assertThat(board.path("panels").path(0).path("description").asText()).contains("seven days");
  }

  @Test
  void everyAlertLeadsToItsRunbook() throws IOException {
    String operations = Files.readString(Checkout.folder().resolve("docs/operations.md"));
    Set<String> anchors =
        HEADING
            .matcher(operations)
            .results()
            .map(
                heading ->
                    heading
                        .group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
            .collect(Collectors.toSet());
    List<JsonNode> alerts = Queries.allRules().stream().filter(rule -> rule.has("alert")).toList();

    assertThat(alerts).hasSizeGreaterThan(20);
    assertThat(alerts)
        .allSatisfy(
            alert -> {
              String name = alert.path("alert").asText();
              String runbook = alert.at("/annotations/runbook_url").asText();
              assertThat(runbook).as(name).startsWith("docs/operations.md#");
              assertThat(anchors).as(name).contains(runbook.substring(runbook.indexOf('#') + 1));
              assertThat(alert.at("/labels/severity").asText()).as(name).isIn("page", "ticket");
              assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
              assertThat(operations).contains("`" + name + "`");
            });
  }

  /** Who is woken sees how it came to that, and whether it ends. */
  @Test
  void whateverAnAlertAsksForIsOnAPanel() {
    Set<String> shown =
        Queries.onPanels().stream()
            .flatMap(query -> Queries.metricsIn(query.expression()).stream())
            .collect(Collectors.toSet());

    assertThat(Queries.allRules().stream().filter(rule -> rule.has("alert")))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            alert ->
                assertThat(shown)
                    .as(alert.path("alert").asText())
                    .containsAll(Queries.metricsIn(alert.path("expr").asText())));
  }

  @Test
  void rulesDoWhatTheirTestsSay() throws Exception {
    promtool("test", "rules", tests());
  }

  @Test
  void prometheusTakesTheConfiguration() throws Exception {
    promtool("check", "config", List.of(FOLDER.resolve("prometheus.yml")));
  }

  /** Asks Prometheus' own tool, and fails with what it says. */
  private static void promtool(String verb, String what, List<Path> files) throws Exception {
    Path folder = Checkout.folder().resolve("system-tests/target/prometheus");
    Optional<Path> promtool = DebianProgram.unpacked("prometheus", folder, "promtool");
    Needed.here(promtool.isPresent(), "promtool is in Debian's package prometheus, and not here");
    List<String> command = new ArrayList<>(List.of(promtool.get().toString(), verb, what));
    files.forEach(file -> command.add(file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(told).isZero();
  }

  @Test
  void everyAlertIsSeenToFireInATest() throws IOException {
    Set<String> fired = new TreeSet<>();
    for (Path file : tests()) {
      Queries.read(file)
          .path("tests")
          .valueStream()
          .flatMap(test -> test.path("alert_rule_test").valueStream())
          .filter(check -> !check.path("exp_alerts").isEmpty())
          .forEach(check -> fired.add(check.path("alertname").asText()));
    }

    assertThat(fired)
        .isEqualTo(
            Queries.allRules().stream()
                .filter(rule -> rule.has("alert"))
                .map(rule -> rule.path("alert").asText())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static List<Path> tests() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("rules/tests"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void pipelinesOfTheCollectorNameWhatIsConfigured() {
    JsonNode collector = Queries.read(FOLDER.resolve("otel-collector.yaml"));
    assertThat(fields(collector.at("/service/pipelines")))
        .containsExactlyInAnyOrder("traces", "metrics", "logs");
    for (JsonNode pipeline : collector.at("/service/pipelines")) {
      for (String kind : List.of("receivers", "processors", "exporters")) {
        pipeline
            .path(kind)
            .forEach(name -> assertThat(fields(collector.path(kind))).contains(name.asText()));
      }
    }
  }

  /** The names are those that spans have; by a mistyped one nothing would be kept. */
  @Test
  void theCollectorKeepsEveryRoadAndEveryBadEnding() {
    Map<String, JsonNode> policies =
        Queries.read(FOLDER.resolve("otel-collector.yaml"))
            .at("/processors/tail_sampling/policies")
            .valueStream()
            .collect(Collectors.toMap(policy -> policy.path("name").asText(), policy -> policy));

    JsonNode roads = policies.get("every-road").path("string_attribute");
    assertThat(roads.path("key").asText()).isEqualTo("sluss.submission.id");
    assertThat(roads.path("enabled_regex_matching").asBoolean()).isTrue();
    assertThat(SubmissionId.next().value()).matches(roads.at("/values/0").asText());
    JsonNode endings = policies.get("bad-endings").path("string_attribute");
    assertThat(endings.path("key").asText()).isEqualTo("sluss.event.type");
    assertThat(endings.path("values").valueStream().map(JsonNode::asText))
        .contains("submission.refused", "submission.in_doubt", "submission.parked")
        .isSubsetOf(Stream.of(EventType.values()).map(EventType::subject).toList());
    assertThat(policies.get("failed").at("/status_code/status_codes/0").asText())
        .isEqualTo("ERROR");
    JsonNode refused = policies.get("refused-at-the-door").path("numeric_attribute");
    assertThat(refused.path("key").asText()).isEqualTo("http.response.status_code");
    assertThat(refused.path("min_value").asInt()).isEqualTo(400);
    assertThat(policies.get("slow").at("/latency/threshold_ms").asInt()).isEqualTo(1_000);
  }

  private static Set<String> fields(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
