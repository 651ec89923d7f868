package se.sluss.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import se.sluss.evidence.EvidenceKey;
import se.sluss.model.sealed.LocalMasterKey;
import se.sluss.system.contract.NodePackages;

class ComposeFileTest {
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)");
  private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^([A-Z0-9_]+)=(.*)$");

  private static Map<String, Map<String, Object>> services() throws IOException {
    return services("docker-compose.yml");
  }

  private static Map<String, Map<String, Object>> services(String name) throws IOException {
    Map<String, Map<String, Map<String, Object>>> file =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(read(name));
    return file.get("services");
  }

  @Test
  void suiteIsComplete() throws IOException {
    assertThat(services().keySet())
        .containsExactlyInAnyOrder(
            "postgres",
            "kafka",
            "kafka-topics",
            "grafana",
            "bankid",
            "bankid-password",
            "authority",
            "webhook-sink",
            "intake",
            "signing",
            "submitter",
            "receipts");
  }

  @Test
  void liveBankIdIsToldAllThatTheSimulatorIs() throws IOException {
    Set<String> test = bankId(services().get("signing"), "SLUSS_SIGNING_BANKID_");
    // Its password is read from the simulator's folder, and production's policies are the default.
    test.add("RP_KEY_STORE_PASSWORD");
    test.remove("CERTIFICATE_POLICIES");

    assertThat(
            bankId(
                services("deploy/compose/live-bankid.yml").get("signing"),
                "SLUSS_SIGNING_BANKID_LIVE_"))
        .isEqualTo(test);
  }

  @Test
  void fileIsAsTheComposeSpecificationSays() throws IOException {
    JsonNode schema =
        new ObjectMapper()
            .readTree(NodePackages.installed().file("dclint/schemas/compose.schema.json").toFile());
    // It calls itself by something that is no URI.
    ((ObjectNode) schema).remove("$id");
    JsonSchema rules = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    for (String name : List.of("docker-compose.yml", "deploy/compose/live-bankid.yml")) {
      Map<String, Object> file =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(read(name));

      assertThat(rules.validate(new ObjectMapper().valueToTree(file))).as(name).isEmpty();
    }
  }

  @Test
  void everyPortThatIsPublishedIsListenedOn() throws IOException {
    Map<String, Map<String, Object>> services = services();
    for (String room : Chart.ROOMS) {
      Map<String, Object> service = services.get(room);
      Object mode = service.getOrDefault("network_mode", "service:" + room);
      var publisher = services.get(mode.toString().substring("service:".length()));
      String port = Chart.at(service, "environment", "QUARKUS_HTTP_PORT").toString();

      assertThat(Chart.list(publisher.get("ports")))
          .containsExactly("127.0.0.1:" + port + ":" + port);
      assertThat(read("services/" + room + "/src/main/resources/application.properties"))
          .contains("quarkus.http.port=" + port);
    }
  }

  @Test
  void theImagesPrometheusJudgesByOurRulesAndAsksEveryRoom() throws IOException {
    Map<String, Object> prometheus =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(read("deploy/compose/prometheus.yaml"));
    Object job = Chart.list(prometheus.get("scrape_configs")).getFirst();
    Set<String> asked = new TreeSet<>();
    Chart.list(Chart.map(job).get("static_configs"))
        .forEach(
            group ->
                Chart.list(Chart.map(group).get("targets"))
                    .forEach(it -> asked.add(it.toString())));
    Set<String> listening = new TreeSet<>();
    for (String room : Chart.ROOMS) {
      listening.add(
          room + ":" + Chart.at(services().get(room), "environment", "QUARKUS_HTTP_PORT"));
    }

    assertThat(asked).isEqualTo(listening);
    assertThat(Chart.map(job)).containsEntry("job_name", "sluss");
    assertThat(Chart.list(prometheus.get("rule_files"))).containsExactly("/sluss/rules/*.yml");
    assertThat(Chart.list(services().get("grafana").get("volumes")))
        .contains(
            "./deploy/observability/rules:/sluss/rules:ro",
            "./deploy/compose/prometheus.yaml:/otel-lgtm/prometheus.yaml:ro");
  }

  @Test
  void everySettingIsDescribedAndTheChartCallsItTheSame() throws IOException {
    String described = read("docs/configuration.md");
    List<Map<String, Object>> chart = Chart.resources(Chart.with("demo"));
    for (String room : Chart.ROOMS) {
      Set<String> inChart = settings(chart, room);
      for (Object name : Chart.map(services().get(room).get("environment")).keySet()) {
        assertThat(inChart).as("the chart's %s", room).contains(name.toString());
      }
      for (String name : inChart) {
        assertThat(described.lines())
            .as(name)
            .anyMatch(
                line ->
                    KEY.matcher(line)
                        .results()
                        .anyMatch(
                            key ->
                                key.group(1)
                                    .toUpperCase(Locale.ROOT)
                                    .replaceAll("[^A-Z0-9]", "_")
                                    .equals(name)));
      }
    }
  }

  private static final Pattern KEY = Pattern.compile("`([a-z][\\w.-]+)`");

  /** Everything that a room is told by the chart, by name. */
  private static Set<String> settings(List<Map<String, Object>> chart, String room) {
    var names =
        new TreeSet<>(
            Chart.map(Chart.named(chart, "ConfigMap", "try-" + room).get("data")).keySet());
    var container = Chart.container(Chart.named(chart, "Deployment", "try-" + room));
    Chart.list(container.get("env"))
        .forEach(variable -> names.add(Chart.at(Chart.map(variable), "name").toString()));
    return names;
  }

  @Test
  void theRoomsHaveTimeToEnd() throws IOException {
    int grace =
        (Integer)
            Chart.at(
                Chart.named(Chart.resources(Chart.least()), "Deployment", "try-submitter"),
                "spec",
                "template",
                "spec",
                "terminationGracePeriodSeconds");

    for (String room : Chart.ROOMS) {
      assertThat(services().get(room).get("stop_grace_period")).as(room).isEqualTo(grace + "s");
    }
  }

  /** Each is given what its JVM may take 40 % of; without a bound that is of the whole machine. */
  @Test
  void theRoomsHaveTheMemoryThatTheChartGivesThem() throws IOException {
    List<Map<String, Object>> chart = Chart.resources(Chart.least());
    for (String room : Chart.ROOMS) {
      Object limit =
          Chart.at(
              Chart.container(Chart.named(chart, "Deployment", "try-" + room)),
              "resources",
              "limits",
              "memory");

      assertThat(services().get(room).get("mem_limit")).as(room).isEqualTo(asCompose(limit));
    }
  }

  private static String asCompose(Object limit) {
    return limit.toString().replace("Mi", "m");
  }

  @Test
  void whoHasNoSecretsYetIsToldWhatMakesThem() throws IOException {
    assertThat(Pattern.compile(":\\?(.*?)}").matcher(read("docker-compose.yml")).results())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            told -> assertThat(told.group(1)).isEqualTo("run deploy/compose/secrets.sh first"));
    assertThat(Files.isExecutable(Checkout.file("deploy/compose/secrets.sh"))).isTrue();
  }

  private static Set<String> bankId(Map<String, Object> signing, String prefix) {
    return ((Map<?, ?>) signing.get("environment"))
        .keySet().stream()
            .map(Object::toString)
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void imagesNameNoRegistry() throws IOException {
    assertThat(services().values())
        .extracting(service -> (String) service.get("image"))
        .allSatisfy(image -> assertThat(image.split("/")[0]).doesNotContain(".", ":5000"));
  }

  /** What stands in a registry under a name that begins like ours belongs to somebody else. */
  @Test
  void imagesOfOursAreNeverFetched() throws IOException {
    List<Map<String, Object>> ours =
        services().values().stream()
            .filter(service -> service.get("image").toString().startsWith("sluss/"))
            .toList();

    assertThat(ours)
        .hasSize(8)
        .allSatisfy(service -> assertThat(service).containsEntry("pull_policy", "never"));
  }

  @Test
  void everyVariableIsExplainedInTheExample() throws IOException {
    Set<String> used =
        VARIABLE
            .matcher(read("docker-compose.yml"))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(used).isNotEmpty().isEqualTo(assigned(read(".env.example")).keySet());
  }

  @Test
  void exampleHoldsNoSecret() throws IOException {
    assertThat(assigned(read(".env.example")))
        .allSatisfy(
            (name, value) -> {
              if (!name.endsWith("_FILE")) {
                assertThat(value).as(name).isEmpty();
              }
            });
  }

  @Test
  void secretsScriptMakesWhatTheComposeFileNeeds(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path script = folder.resolve("deploy/compose/secrets.sh");
    Files.createDirectories(script.getParent());
    Files.copy(Checkout.file("deploy/compose/secrets.sh"), script);

    String first = run(script);
    Map<String, String> made = assigned(Files.readString(folder.resolve(".env")));
    String second = run(script);

    assertThat(made.keySet()).isEqualTo(assigned(read(".env.example")).keySet());
    assertThat(made.get("SLUSS_ADMIN_KEY_SHA256")).matches("[0-9a-f]{64}");
    assertThat(first).contains("sluss_ak_");
    assertThat(second).isEmpty();
    assertThat(assigned(Files.readString(folder.resolve(".env")))).isEqualTo(made);
    LocalMasterKey key =
        LocalMasterKey.read(folder.resolve(made.get("SLUSS_KEYSET_FILE")).normalize());
    byte[] context = "context".getBytes(StandardCharsets.UTF_8);
    byte[] wrapped = key.wrap(new byte[] {1, 2, 3}, context);
    assertThat(key.unwrap(key.primaryKeyId(), wrapped, context)).containsExactly(1, 2, 3);
    Path evidenceKey = folder.resolve(made.get("SLUSS_EVIDENCE_KEY_FILE")).normalize();
    assertThat(EvidenceKey.parse(Files.readString(evidenceKey)).id()).isNotEmpty();
  }

  private static String run(Path script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static Map<String, String> assigned(String text) {
    return ASSIGNMENT
        .matcher(text)
        .results()
        .collect(
            Collectors.toMap(
                (MatchResult found) -> found.group(1), (MatchResult found) -> found.group(2)));
  }

  private static String read(String name) throws IOException {
    return Files.readString(Checkout.file(name));
  }
}
