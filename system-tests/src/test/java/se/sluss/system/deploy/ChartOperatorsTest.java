package se.sluss.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the chart asks of operators: Strimzi, CloudNativePG, External Secrets, Prometheus. */
class ChartOperatorsTest {
  private static final Pattern READ =
      Pattern.compile("(?m)^mp\\.messaging\\.incoming\\.\\w+\\.topic=(\\S+)$");

  private static List<Map<String, Object>> all = List.of();

  @BeforeAll
  static void render() {
    all = Chart.resources(Chart.with("all"));
  }

  @Test
  void everyTopicThatARoomReadsOrWritesIsMade() throws IOException {
    var needed = new HashSet<String>();
    for (String room : Chart.ROOMS) {
      needed.add("sluss." + room);
      reads(room).forEach(topic -> needed.addAll(List.of(topic, topic + "." + room + ".dlq")));
    }

    assertThat(Chart.ofKind(all, "KafkaTopic"))
        .extracting(topic -> Chart.at(topic, "metadata", "name"))
        .containsExactlyInAnyOrderElementsOf(needed);
  }

  @Test
  void aRoomReadsWhatItsConfigurationSaysAndWritesItsOwnAlone() throws IOException {
    for (String room : Chart.ROOMS) {
      Map<String, Object> user = Chart.named(all, "KafkaUser", "try-" + room);
      var rights =
          Chart.list(Chart.at(user, "spec", "authorization", "acls")).stream()
              .map(Chart::map)
              .toList();

      assertThat(topics(rights, "Read")).isEqualTo(reads(room));
      assertThat(topics(rights, "Write"))
          .isEqualTo(
              Stream.concat(
                      Stream.of("sluss." + room),
                      reads(room).stream().map(topic -> topic + "." + room + ".dlq"))
                  .collect(Collectors.toSet()));
    }
  }

  @Test
  void theClusterHasTheRolesSchemasAndLimitsOfTheScript() throws IOException {
    Map<String, Object> cluster = Chart.named(all, "Cluster", "try-postgres");
    String sql =
        String.join(
            "\n",
            strings(Chart.at(cluster, "spec", "bootstrap", "initdb", "postInitApplicationSQL")));
    String script = Files.readString(Checkout.file("deploy/postgres/init.sh"));

    for (String room : Chart.ROOMS) {
      String role = "sluss_" + room;
      assertThat(sql)
          .contains("CREATE SCHEMA " + room + " AUTHORIZATION " + role)
          .contains("ALTER ROLE " + role + " SET search_path = " + room);
      for (String limit : List.of("idle_in_transaction_session_timeout", "transaction_timeout")) {
        var value = Pattern.compile("SET " + limit + " = ('\\w+')").matcher(script);
        assertThat(value.find()).isTrue();
        assertThat(sql).contains("ALTER ROLE " + role + " SET " + limit + " = " + value.group(1));
      }
      assertThat(sql).contains("CREATE ROLE " + role + " LOGIN NOSUPERUSER NOBYPASSRLS");
    }
    assertThat(Chart.map(Chart.named(all, "ConfigMap", "try-intake").get("data")))
        .extracting("QUARKUS_DATASOURCE_JDBC_URL")
        .asString()
        .startsWith("jdbc:postgresql://try-postgres-rw:5432/sluss?");
  }

  @Test
  void everySecretThatAPodNamesIsFetched() {
    Set<String> fetched =
        Chart.ofKind(all, "ExternalSecret").stream()
            .map(one -> Chart.at(one, "spec", "target", "name").toString())
            .collect(Collectors.toSet());
    // Made by Strimzi: the cluster's own, and those of its users.
    Pattern named = Pattern.compile("secret(?:Name|(?:Key)?Ref=\\{name)=([a-z0-9.-]+)");
    Set<String> used =
        Chart.ofKind(all, "Deployment").stream()
            .flatMap(one -> named.matcher(one.toString()).results())
            .map(match -> match.group(1))
            .filter(name -> !name.startsWith("try-") && !name.equals("kafka-cluster-ca-cert"))
            .collect(Collectors.toSet());

    assertThat(used).contains("sluss-collector", "sluss-stamping").isEqualTo(fetched);
  }

  @Test
  void everyFileOfRulesAndDashboardsIsTakenAlong() throws IOException {
    assertThat(Chart.ofKind(all, "PrometheusRule")).hasSameSizeAs(files("rules"));
    assertThat(Chart.ofKind(all, "PrometheusRule"))
        .allSatisfy(rule -> assertThat(Chart.list(Chart.at(rule, "spec", "groups"))).isNotEmpty());
    assertThat(
            Chart.ofKind(all, "ConfigMap").stream()
                .filter(one -> one.get("metadata").toString().contains("grafana_dashboard")))
        .hasSameSizeAs(files("dashboards"));
  }

  @Test
  void anAlertLeadsToItsRunbookWhereverThatIs() {
    String docs = "https://docs.example/v1/";
    assertThat(
            Chart.ofKind(
                    Chart.resources(Chart.with("all").set("monitoring.rules.runbooks", docs)),
                    "PrometheusRule")
                .toString())
        .contains("runbook_url=" + docs + "docs/operations.md#a-lane-stopped")
        .doesNotContain("runbook_url=docs/");
  }

  @Test
  void theSubmitterIsScaledByAMetricThatARuleMakes() throws IOException {
    Map<String, Object> scaler = Chart.named(all, "HorizontalPodAutoscaler", "try-submitter");
    Map<String, Object> metric =
        Chart.map(Chart.list(Chart.at(scaler, "spec", "metrics")).getFirst());

    assertThat(Files.readString(Checkout.file("deploy/observability/rules/lanes.yml")))
        .contains("record: " + Chart.at(metric, "external", "metric", "name"));
    assertThat(Chart.named(all, "Deployment", "try-submitter").get("spec").toString())
        .doesNotContain("replicas=");
  }

  private static List<String> files(String kind) throws IOException {
    var folder = Checkout.file("deploy/observability").resolve(kind);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<java.nio.file.Path> found = Files.list(folder)) {
      return found.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void prometheusKnowsRoomsByTheNamesThatRulesAskFor() {
    for (String room : Chart.ROOMS) {
      Map<String, Object> monitor = Chart.named(all, "ServiceMonitor", "try-" + room);

      assertThat(Chart.list(Chart.at(monitor, "spec", "endpoints")))
          .singleElement()
          .satisfies(
              endpoint ->
                  assertThat(Chart.map(endpoint))
                      .containsEntry("path", "/q/metrics")
                      .containsEntry("honorLabels", true)
                      .containsEntry(
                          "relabelings",
                          List.of(
                              Map.of("targetLabel", "job", "replacement", "sluss"),
                              Map.of("targetLabel", "room", "replacement", room))));
    }
  }

  private static Set<String> reads(String room) throws IOException {
    String properties =
        Files.readString(
            Checkout.file("services/" + room + "/src/main/resources/application.properties"));
    return READ.matcher(properties)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> topics(List<Map<String, Object>> rights, String operation) {
    return rights.stream()
        .filter(one -> Chart.at(one, "resource", "type").equals("topic"))
        .filter(one -> Chart.list(one.get("operations")).contains(operation))
        .map(one -> Chart.at(one, "resource", "name").toString())
        .collect(Collectors.toSet());
  }

  private static List<String> strings(Object list) {
    return Chart.list(list).stream().map(Object::toString).toList();
  }
}
