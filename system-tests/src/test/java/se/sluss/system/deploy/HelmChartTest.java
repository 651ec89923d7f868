package se.sluss.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.sluss.system.deploy.Chart.at;
import static se.sluss.system.deploy.Chart.container;
import static se.sluss.system.deploy.Chart.list;
import static se.sluss.system.deploy.Chart.map;
import static se.sluss.system.deploy.Chart.named;
import static se.sluss.system.deploy.Chart.ofKind;
import static se.sluss.system.deploy.Chart.resources;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.sluss.system.docs.Setting;
import se.sluss.system.docs.Settings;

class HelmChartTest {
  @Test
  void chartPassesTheStrictLint() {
    LintResult result = new Helm(Checkout.file("deploy/helm/sluss")).lint().strict().call();

    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  @Test
  void everyRoomHasItsWorkloadConfigurationAndAccount() {
    List<Map<String, Object>> rendered = resources(Chart.least());

    for (String kind :
        List.of("ServiceAccount", "ConfigMap", "Deployment", "Service", "PodDisruptionBudget")) {
      assertThat(ofKind(rendered, kind))
          .as(kind)
          .extracting(resource -> at(resource, "metadata", "name"))
          .containsExactlyInAnyOrderElementsOf(Chart.ROOMS.stream().map(r -> "try-" + r).toList());
    }
    assertThat(ofKind(rendered, "Secret")).isEmpty();
  }

  @Test
  void secretsComeByReferenceOnly() {
    for (Map<String, Object> deployment : ofKind(resources(Chart.least()), "Deployment")) {
      assertThat(list(container(deployment).get("env")))
          .isNotEmpty()
          .allSatisfy(
              variable ->
                  assertThat(at(map(variable), "valueFrom", "secretKeyRef", "name"))
                      .asString()
                      .startsWith("sluss-"));
    }
  }

  @Test
  void everyRoomIsToldAllThatItMustHave() {
    List<Map<String, Object>> rendered = resources(Chart.least());

    for (String room : Chart.ROOMS) {
      var told =
          new HashSet<Object>(
              map(named(rendered, "ConfigMap", "try-" + room).get("data")).keySet());
      list(container(named(rendered, "Deployment", "try-" + room)).get("env"))
          .forEach(variable -> told.add(at(map(variable), "name")));
      assertThat(told)
          .as(room)
          .contains("KAFKA_BOOTSTRAP_SERVERS", "QUARKUS_DATASOURCE_JDBC_URL")
          .containsAll(
              Stream.of("service-kit", "services/" + room)
                  .flatMap(module -> Settings.of(Checkout.folder().resolve(module)).stream())
                  .filter(Setting::required)
                  .map(one -> one.variable().orElseThrow())
                  .toList());
    }
  }

  @Test
  void eachProbeAsksWhatTheOrchestratorDoesAbout() {
    for (Map<String, Object> deployment : ofKind(resources(Chart.least()), "Deployment")) {
      Map<String, Object> container = container(deployment);

      assertThat(
              Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                  .map(probe -> at(container, probe, "httpGet", "path")))
          .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
    }
  }

  @Test
  void changedSettingStartsNewPods() {
    Object before = configOf(Chart.least(), "try-intake");
    Object after =
        configOf(
            Chart.least().set("rooms.intake.environment.SLUSS_SOMETHING", "other"), "try-intake");

    assertThat(before).isNotNull().isNotEqualTo(after);
  }

  @Test
  void misspelledValueIsRefused() {
    assertThatThrownBy(() -> Chart.least().set("rooms.intake.replica", 3).call())
        .hasMessageContaining("replica");
  }

  /** A default would be a name that others can take at whatever registry a cluster asks first. */
  @Test
  void theImagesComeFromWhereTheInstallerSaysAndNowhereElse() {
    assertThatThrownBy(() -> Chart.least().set("image.prefix", "").call())
        .hasMessageContaining("image.prefix is not set");
    assertThat(resources(Chart.least().set("image.prefix", "registry.example/of/ours")))
        .filteredOn(resource -> "Deployment".equals(resource.get("kind")))
        .hasSize(4)
        .allSatisfy(
            deployment ->
                assertThat(container(deployment).get("image").toString())
                    .startsWith("registry.example/of/ours/"));
  }

  @Test
  void signingNeedsToKnowWhereBankIdIs() {
    assertThatThrownBy(() -> Chart.least().set("rooms.signing.bankid.url", "").call())
        .hasMessageContaining("rooms.signing.bankid.url is not set");
  }

  @Test
  void signingNeedsToKnowWherePeopleReachItsPage() {
    assertThatThrownBy(() -> Chart.least().set("rooms.signing.page.baseUrl", "").call())
        .hasMessageContaining("rooms.signing.page.baseUrl is not set");
  }

  @Test
  void theLogOfEvidenceHasANameOfItsOwn() {
    assertThatThrownBy(() -> Chart.least().set("evidence.logId", "").call())
        .hasMessageContaining("evidence.logId is not set");
  }

  @Test
  void theMirrorOfTheLogIsReadFromAClaimWhereThereIsOne() {
    assertThat(Chart.least().call())
        .contains("SLUSS_RECEIPTS_EVIDENCE_MIRROR: \"\"")
        .doesNotContain("/mirror");

    List<Map<String, Object>> rendered =
        resources(Chart.least().set("evidence.mirror.existingClaim", "copies"));

    assertThat(map(named(rendered, "ConfigMap", "try-receipts").get("data")))
        .containsEntry("SLUSS_RECEIPTS_EVIDENCE_MIRROR", "/mirror");
    Map<String, Object> receipts = named(rendered, "Deployment", "try-receipts");
    assertThat(list(container(receipts).get("volumeMounts")))
        .contains(Map.of("name", "mirror", "mountPath", "/mirror", "readOnly", true));
    assertThat(list(at(receipts, "spec", "template", "spec", "volumes")))
        .contains(
            Map.of(
                "name",
                "mirror",
                "persistentVolumeClaim",
                Map.of("claimName", "copies", "readOnly", true)));
    assertThat(map(named(rendered, "ConfigMap", "try-intake").get("data")))
        .doesNotContainKey("SLUSS_RECEIPTS_EVIDENCE_MIRROR");
  }

  @Test
  void vendorsWhoSignUnderTheirOwnNamesBringTheirKeysInASecret() {
    assertThat(Chart.least().call()).doesNotContain("bankid-vendors");

    List<Map<String, Object>> rendered =
        resources(Chart.least().set("rooms.signing.bankid.vendorsSecret", "their-keys"));

    assertThat(map(named(rendered, "ConfigMap", "try-signing").get("data")))
        .containsEntry("QUARKUS_CONFIG_LOCATIONS", "file:/secrets/bankid-vendors/sluss.properties");
    Map<String, Object> signing = named(rendered, "Deployment", "try-signing");
    assertThat(list(container(signing).get("volumeMounts")))
        .contains(
            Map.of(
                "name",
                "bankid-vendors",
                "mountPath",
                "/secrets/bankid-vendors",
                "readOnly",
                true));
    assertThat(list(at(signing, "spec", "template", "spec", "volumes")))
        .contains(
            Map.of(
                "name",
                "bankid-vendors",
                "secret",
                Map.of("secretName", "their-keys", "defaultMode", 288)));
  }

  @Test
  void liveBankIdHasItsOwnAddressAndSecret() {
    assertThat(Chart.least().call()).doesNotContain("BANKID_LIVE", "bankid-live");

    List<Map<String, Object>> rendered =
        resources(
            Chart.least().set("rooms.signing.bankid.live.url", "https://live.example/rp/v6.0"));

    Map<String, Object> told = map(named(rendered, "ConfigMap", "try-signing").get("data"));
    assertThat(told)
        .containsEntry("SLUSS_SIGNING_BANKID_URL", "https://bankid.example/rp/v6.0")
        .containsEntry("SLUSS_SIGNING_BANKID_LIVE_URL", "https://live.example/rp/v6.0");
    Map<String, Object> deployment = named(rendered, "Deployment", "try-signing");
    assertThat(list(container(deployment).get("env")))
        .filteredOn(one -> at(map(one), "name").toString().contains("RP_KEY_STORE"))
        .extracting(
            one -> at(map(one), "name"), one -> at(map(one), "valueFrom", "secretKeyRef", "name"))
        .containsExactlyInAnyOrder(
            tuple("SLUSS_SIGNING_BANKID_RP_KEY_STORE_PASSWORD", "sluss-bankid"),
            tuple("SLUSS_SIGNING_BANKID_LIVE_RP_KEY_STORE_PASSWORD", "sluss-bankid-live"));
    String folder = "/secrets/bankid-live";
    assertThat(told.get("SLUSS_SIGNING_BANKID_LIVE_TLS_ROOT")).isEqualTo(folder + "/tls-root.pem");
    assertThat(list(container(deployment).get("volumeMounts")))
        .extracting(one -> map(one).get("mountPath"))
        .contains("/secrets/bankid", folder);
    assertThat(list(at(deployment, "spec", "template", "spec", "volumes")))
        .filteredOn(one -> "bankid-live".equals(map(one).get("name")))
        .extracting(one -> at(map(one), "secret", "secretName"))
        .containsExactly("sluss-bankid-live");
  }

  private static Object configOf(TemplateCommand command, String deployment) {
    return at(
        named(resources(command), "Deployment", deployment),
        "spec",
        "template",
        "metadata",
        "annotations",
        "sluss.se/config");
  }
}
