package se.sluss.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.system.docs.Setting;
import se.sluss.system.docs.Settings;

/** What has to hold of every pod and every way that the chart opens. */
class ChartPoliciesTest {
  static final List<String> VALUES = Chart.VALUES;

  private static final List<String> PRIVATE =
      List.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "100.64.0.0/10");

  @ParameterizedTest
  @FieldSource("VALUES")
  void noContainerIsRootOrWritesItsImageOrTakesMoreThanItsShare(String values) {
    for (Map<String, Object> deployment : deployments(values)) {
      var pod = Chart.map(Chart.at(deployment, "spec", "template", "spec"));
      assertThat(Chart.at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
      assertThat(Chart.at(pod, "securityContext", "seccompProfile", "type"))
          .isEqualTo("RuntimeDefault");
      assertThat(pod.get("automountServiceAccountToken")).isEqualTo(false);
      for (Map<String, Object> container : Chart.containers(deployment)) {
        assertThat(Chart.map(container.get("securityContext")))
            .containsEntry("readOnlyRootFilesystem", true)
            .containsEntry("allowPrivilegeEscalation", false)
            .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
        assertThat(Chart.map(Chart.at(container, "resources", "limits"))).containsKey("memory");
        assertThat(Chart.map(Chart.at(container, "resources", "requests")))
            .containsKeys("cpu", "memory");
        assertThat(container.get("image").toString()).contains(":").doesNotEndWith(":latest");
      }
    }
  }

  @Test
  void latestIsNoTag() {
    assertThatThrownBy(() -> Chart.least().set("image.tag", "latest").call())
        .hasMessageContaining("image.tag".replace('.', '/'));
  }

  @ParameterizedTest
  @FieldSource("VALUES")
  void noSecretStandsInAManifest(String values) {
    List<Map<String, Object>> resources = Chart.resources(Chart.with(values));

    assertThat(Chart.ofKind(resources, "Secret")).isEmpty();
    for (Map<String, Object> deployment : Chart.ofKind(resources, "Deployment")) {
      for (Map<String, Object> container : Chart.containers(deployment)) {
        assertThat(Chart.list(container.getOrDefault("env", List.of())))
            .allSatisfy(
                variable ->
                    assertThat(Chart.at(Chart.map(variable), "valueFrom", "secretKeyRef", "name"))
                        .isNotNull());
      }
    }
    for (Map<String, Object> config : Chart.ofKind(resources, "ConfigMap")) {
      assertThat(Chart.map(config.get("data")).keySet())
          .noneMatch(key -> key.matches(".*(PASSWORD|_SECRET|SHA256|JAAS).*"));
    }
  }

  @Test
  void aSecretIsNotTakenAsASettingForAllToRead() {
    TemplateCommand careless =
        Chart.least().set("rooms.receipts.environment.SLUSS_SOME_PASSWORD", "hunter2");

    assertThatThrownBy(careless::call)
        .hasMessageContaining("environment.SLUSS_SOME_PASSWORD is secret")
        .hasMessageContaining("environmentSecrets");
  }

  @Test
  void furtherSecretsComeByNameToTheRoomsThatAreToldThemAndWinOverOpenSettings() {
    List<Map<String, Object>> resources = Chart.resources(Chart.with("all"));

    for (String room : Chart.ROOMS) {
      List<String> sources =
          Chart.list(
                  Chart.container(Chart.named(resources, "Deployment", "try-" + room))
                      .get("envFrom"))
              .stream()
              .map(source -> Chart.map(source).values().iterator().next())
              .map(source -> Chart.at(Chart.map(source), "name").toString())
              .toList();
      assertThat(sources)
          .isEqualTo(
              room.equals("receipts")
                  ? List.of("try-receipts", "sluss-collector", "sluss-stamping")
                  : List.of("try-" + room, "sluss-collector"));
    }
  }

  @Test
  void aNewPodIsReadyBeforeAnOldOneEndsAndItsCallsMayEnd() throws IOException {
    for (Map<String, Object> deployment : deployments("example")) {
      assertThat(Chart.at(deployment, "spec", "strategy", "rollingUpdate"))
          .isEqualTo(Map.of("maxUnavailable", 0, "maxSurge", 1));
      int pause =
          (Integer)
              Chart.at(Chart.container(deployment), "lifecycle", "preStop", "sleep", "seconds");
      int grace =
          (Integer)
              Chart.at(deployment, "spec", "template", "spec", "terminationGracePeriodSeconds");
      assertThat(grace).isGreaterThan((int) (pause + farewell().toSeconds() + SHUTDOWN_SECONDS));
      assertThat(
              Chart.list(
                  Chart.at(deployment, "spec", "template", "spec", "topologySpreadConstraints")))
          .extracting(one -> Chart.map(one).get("topologyKey"))
          .contains("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    }
  }

  private static final int SHUTDOWN_SECONDS = 5;

  private static Duration farewell() throws IOException {
    Setting farewell =
        Settings.of(Checkout.folder().resolve("services/submitter")).stream()
            .filter(one -> one.key().equals("sluss.submitter.governor.farewell"))
            .findFirst()
            .orElseThrow();
    assertThat(
            Files.readString(
                Checkout.file(
                    "service-kit/src/main/resources/META-INF/microprofile-config.properties")))
        .contains("quarkus.shutdown.timeout=" + SHUTDOWN_SECONDS + "S");
    return Duration.parse(farewell.standard().orElseThrow());
  }

  @Test
  void whatNoPolicyOpensIsClosed() {
    Map<String, Object> all =
        Chart.named(Chart.resources(Chart.least()), "NetworkPolicy", "try-default");

    assertThat(Chart.map(all.get("spec")))
        .containsEntry("policyTypes", List.of("Ingress", "Egress"))
        .doesNotContainKeys("ingress", "egress");
    assertThat(Chart.at(all, "spec", "podSelector", "matchLabels"))
        .isEqualTo(Map.of("app.kubernetes.io/name", "sluss", "app.kubernetes.io/instance", "try"));
  }

  @Test
  void theSubmitterAloneReachesTheAuthorityAndSigningAloneBankId() {
    List<Map<String, Object>> resources = Chart.resources(Chart.least());

    for (String room : Chart.ROOMS) {
      List<String> outside =
          ranges(resources, room).stream().filter(range -> !inside(range)).toList();
      switch (room) {
        case "submitter" -> assertThat(outside).containsExactly("192.0.2.0/25");
        case "signing" -> assertThat(outside).containsExactly("192.0.2.128/25");
        case "receipts" -> assertThat(outside).containsExactly("0.0.0.0/0", "2000::/3");
        default -> assertThat(outside).isEmpty();
      }
    }
  }

  /** A way to a private range is a way to whatever else listens there on that port. */
  @ParameterizedTest
  @MethodSource("rooms")
  void privateRangesAreReachedOnThePortsOfPostgresAndKafkaAlone(String room) {
    Map<String, Object> policy =
        Chart.named(
            Chart.resources(Chart.least().set("traces.endpoint", "https://collector")),
            "NetworkPolicy",
            "try-" + room);
    List<Map<String, Object>> rules =
        Chart.list(Chart.at(policy, "spec", "egress")).stream()
            .map(Chart::map)
            .filter(ChartPoliciesTest::leadsIntoPrivateRanges)
            .toList();

    assertThat(rules)
        .flatExtracting(rule -> Chart.list(rule.get("ports")))
        .extracting(port -> Chart.map(port).get("port"))
        .containsExactlyInAnyOrder(5432, 9092);
  }

  /** As far as its address says; otherwise nobody is guessed. */
  @ParameterizedTest
  @CsvSource({
    "https://collector, {podSelector={}}",
    "http://collector.seen:4318,"
        + " '{namespaceSelector={matchLabels={kubernetes.io/metadata.name=seen}}}'",
    "https://collector.seen.svc.cluster.local/otlp,"
        + " '{namespaceSelector={matchLabels={kubernetes.io/metadata.name=seen}}}'",
  })
  void theCollectorIsReachedWhereItIsAndNowhereElse(String endpoint, String peer) {
    assertThat(collector(Chart.least().set("traces.endpoint", endpoint)).toString())
        .isEqualTo("[" + peer + "]");
  }

  @Test
  void aCollectorElsewhereIsReachedWhereItIsNamed() {
    TemplateCommand elsewhere = Chart.least().set("traces.endpoint", "https://otlp.example.com");
    assertThatThrownBy(elsewhere::call)
        .hasMessageContaining("traces.peers is not set: who is otlp.example.com?");

    TemplateCommand named =
        Chart.least()
            .set("traces.endpoint", "https://otlp.example.com")
            .set("traces.peers[0].ipBlock.cidr", "203.0.113.7/32");
    assertThat(collector(named).toString()).isEqualTo("[{ipBlock={cidr=203.0.113.7/32}}]");
  }

  /** Whom the rule leads to that is there for the collector, the fourth one. */
  private static List<Object> collector(TemplateCommand values) {
    Map<String, Object> policy =
        Chart.named(Chart.resources(values), "NetworkPolicy", "try-intake");
    List<Object> rules = Chart.list(Chart.at(policy, "spec", "egress"));
    assertThat(rules).hasSize(4);
    return Chart.list(Chart.map(rules.getLast()).get("to"));
  }

  /** Both would count everything twice in one store. */
  @Test
  void metricsAreScrapedOrSentAndNotBoth() {
    assertThat(metricsAreSent(Chart.least().set("traces.endpoint", "http://collector:4318")))
        .isNull();
    assertThat(
            metricsAreSent(
                Chart.least()
                    .set("traces.endpoint", "http://collector:4318")
                    .set("monitoring.serviceMonitor.enabled", "true")))
        .isEqualTo("false");
    assertThat(scrapedByAnnotation(Chart.least().set("traces.endpoint", "http://collector:4318")))
        .isFalse();
    assertThat(scrapedByAnnotation(Chart.least().set("monitoring.serviceMonitor.enabled", "true")))
        .isFalse();
    assertThat(scrapedByAnnotation(Chart.least())).isTrue();
  }

  private static boolean scrapedByAnnotation(TemplateCommand values) {
    List<Map<String, Object>> deployments = Chart.ofKind(Chart.resources(values), "Deployment");
    assertThat(deployments).hasSize(4);
    return deployments.stream()
        .map(one -> Chart.map(Chart.at(one, "spec", "template", "metadata", "annotations")))
        .anyMatch(annotations -> annotations.keySet().toString().contains("prometheus.io"));
  }

  private static Object metricsAreSent(TemplateCommand values) {
    return Chart.map(Chart.named(Chart.resources(values), "ConfigMap", "try-intake").get("data"))
        .get("SLUSS_METRICS_SEND");
  }

  @ParameterizedTest
  @CsvSource({
    "http://collector:4317, 4317",
    "http://collector, 80",
    "https://collector/otlp, 443",
  })
  void theCollectorIsReachedOnThePortThatItsAddressMeans(String endpoint, int port) {
    List<Map<String, Object>> resources =
        Chart.resources(Chart.least().set("traces.endpoint", endpoint));

    Map<String, Object> policy = Chart.named(resources, "NetworkPolicy", "try-intake");
    assertThat(Chart.list(Chart.at(policy, "spec", "egress")))
        .flatExtracting(rule -> Chart.list(Chart.map(rule).get("ports")))
        .extracting(each -> Chart.map(each).get("port"))
        .containsExactlyInAnyOrder(53, 53, 5432, 9092, port);
  }

  private static boolean leadsIntoPrivateRanges(Map<String, Object> rule) {
    return Chart.list(rule.get("to")).stream()
        .map(Chart::map)
        .filter(peer -> peer.containsKey("ipBlock"))
        .anyMatch(peer -> inside(Chart.at(peer, "ipBlock", "cidr").toString()));
  }

  private static List<String> rooms() {
    return Chart.ROOMS;
  }

  @Test
  void intakeIsScaledByItsProcessors() {
    Map<String, Object> scaler =
        Chart.named(Chart.resources(Chart.with("all")), "HorizontalPodAutoscaler", "try-intake");

    assertThat(Chart.list(Chart.at(scaler, "spec", "metrics")))
        .singleElement()
        .satisfies(
            metric -> assertThat(Chart.at(Chart.map(metric), "resource", "name")).isEqualTo("cpu"));
  }

  @Test
  void receiptsReachThePublicInternetAndNothingPrivateThere() throws IOException {
    Map<String, Object> internet =
        Chart.map(
            egress(Chart.resources(Chart.with("all")), "receipts").stream()
                .filter(peer -> peer.toString().contains("0.0.0.0/0"))
                .findFirst()
                .orElseThrow()
                .get("ipBlock"));

    List<Object> except = Chart.list(internet.get("except"));
    assertThat(except).containsAll(PRIVATE).contains("198.18.0.0/24");
    String rules =
        Files.readString(
            Checkout.file(
                "services/receipts/src/main/java/se/sluss/receipts/webhook/address/"
                    + "AddressRules.java"));
    Matcher range = Pattern.compile("\"([0-9.]+/[0-9]+)\",?\\n").matcher(rules);
    var inRoom = new ArrayList<String>();
    while (range.find()) {
      inRoom.add(range.group(1));
    }
    assertThat(inRoom).hasSizeGreaterThan(10);
    assertThat(except).containsAll(inRoom);
  }

  @Test
  void anInstallationHasToSayWhereTheAuthorityAndBankIdAre() {
    TemplateCommand neither =
        Chart.with("demo")
            .set("demo.enabled", false)
            .set("rooms.signing.bankid.url", "https://bankid.example/rp/v6.0");

    assertThatThrownBy(neither::call)
        .hasMessageContaining("networkPolicy.authority.cidrs is not set");
    TemplateCommand one = neither.set("networkPolicy.authority.cidrs[0]", "192.0.2.0/24");
    assertThatThrownBy(one::call).hasMessageContaining("networkPolicy.bankid.cidrs is not set");
  }

  @Test
  void nobodyCallsARoomThatIsNotOpened() {
    for (String room : Chart.ROOMS) {
      assertThat(
              Chart.list(
                  Chart.at(
                      Chart.named(Chart.resources(Chart.least()), "NetworkPolicy", "try-" + room),
                      "spec",
                      "ingress")))
          .isEmpty();
    }
  }

  @Test
  void healthAndMetricsHaveNoWayIn() {
    for (Map<String, Object> route :
        Chart.ofKind(Chart.resources(Chart.with("all")), "HTTPRoute")) {
      assertThat(route.get("spec").toString()).doesNotContain("value=/,", "value=/q", "value=/}");
    }
    assertThatThrownBy(() -> Chart.with("all").set("rooms.intake.paths[0]", "/q/metrics").call())
        .hasMessageContaining("paths");
  }

  @Test
  void theWayInIsOverTlsAlone() {
    Map<String, Object> gateway = Chart.named(Chart.resources(Chart.with("all")), "Gateway", "try");

    assertThat(Chart.list(Chart.at(gateway, "spec", "listeners")))
        .hasSize(1)
        .allSatisfy(listener -> assertThat(Chart.map(listener)).containsEntry("protocol", "HTTPS"));
  }

  @Test
  void aProxyIsBelievedOnlyWhereItIsNamed() {
    assertThat(Chart.least().call()).doesNotContain("QUARKUS_HTTP_PROXY");
    Map<String, Object> told =
        Chart.map(
            Chart.named(Chart.resources(Chart.with("all")), "ConfigMap", "try-signing")
                .get("data"));

    assertThat(told)
        .containsEntry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true")
        .containsEntry("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "10.4.0.0/16");
  }

  private static List<Map<String, Object>> deployments(String values) {
    List<Map<String, Object>> found =
        Chart.ofKind(Chart.resources(Chart.with(values)), "Deployment");
    assertThat(found).hasSize(4);
    return found;
  }

  private static List<Map<String, Object>> egress(
      List<Map<String, Object>> resources, String room) {
    var peers = new ArrayList<Map<String, Object>>();
    var policy = Chart.named(resources, "NetworkPolicy", "try-" + room);
    for (Object rule : Chart.list(Chart.at(policy, "spec", "egress"))) {
      assertThat(Chart.map(rule)).containsKeys("to", "ports");
      Chart.list(Chart.map(rule).get("to")).forEach(peer -> peers.add(Chart.map(peer)));
    }
    return peers;
  }

  private static List<String> ranges(List<Map<String, Object>> resources, String room) {
    return egress(resources, room).stream()
        .filter(peer -> peer.containsKey("ipBlock"))
        .map(peer -> Chart.at(peer, "ipBlock", "cidr").toString())
        .toList();
  }

  private static boolean inside(String range) {
    return PRIVATE.contains(range) || range.equals("fc00::/7");
  }
}
