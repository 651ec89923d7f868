package se.sluss.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class HelmChartTest {
  private static final List<String> ROOMS = List.of("intake", "signing", "submitter", "receipts");

  private static TemplateCommand chart() {
    return new Helm(Checkout.file("deploy/helm/sluss"))
        .template()
        .withName("try")
        .withNamespace("somewhere")
        .withKubeVersion("1.33.0")
        .withValuesFile(Checkout.file("deploy/helm/values-example.yaml"));
  }

  @Test
  void chartPassesTheStrictLint() {
    LintResult result = new Helm(Checkout.file("deploy/helm/sluss")).lint().strict().call();

    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  @Test
  void everyRoomHasItsWorkloadConfigurationAndAccount() {
    List<Map<String, Object>> rendered = resources(chart().call());

    for (String kind :
        List.of("ServiceAccount", "ConfigMap", "Deployment", "Service", "PodDisruptionBudget")) {
      assertThat(ofKind(rendered, kind))
          .as(kind)
          .extracting(resource -> at(resource, "metadata", "name"))
          .containsExactlyInAnyOrderElementsOf(ROOMS.stream().map(r -> "try-" + r).toList());
    }
    assertThat(ofKind(rendered, "Secret")).isEmpty();
  }

  @Test
  void noContainerRunsAsRootOrWritesItsImage() {
    for (Map<String, Object> deployment : ofKind(resources(chart().call()), "Deployment")) {
      assertThat(at(deployment, "spec", "template", "spec", "securityContext", "runAsNonRoot"))
          .isEqualTo(true);
      Map<String, Object> container = container(deployment);
      assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
      assertThat(at(container, "securityContext", "allowPrivilegeEscalation")).isEqualTo(false);
      assertThat(at(container, "securityContext", "capabilities", "drop"))
          .isEqualTo(List.of("ALL"));
      assertThat(container)
          .containsKeys("startupProbe", "livenessProbe", "readinessProbe", "resources");
    }
  }

  @Test
  void secretsComeByReferenceOnly() {
    for (Map<String, Object> deployment : ofKind(resources(chart().call()), "Deployment")) {
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
  void changedSettingStartsNewPods() {
    Object before = configOf(chart(), "try-intake");
    Object after =
        configOf(chart().set("rooms.intake.environment.SLUSS_SOMETHING", "other"), "try-intake");

    assertThat(before).isNotNull().isNotEqualTo(after);
  }

  @Test
  void misspelledValueIsRefused() {
    assertThatThrownBy(() -> chart().set("rooms.intake.replica", 3).call())
        .hasMessageContaining("replica");
  }

  @Test
  void signingNeedsToKnowWhereBankIdIs() {
    assertThatThrownBy(() -> chart().set("rooms.signing.bankid.url", "").call())
        .hasMessageContaining("rooms.signing.bankid.url is not set");
  }

  @Test
  void signingNeedsToKnowWherePeopleReachItsPage() {
    assertThatThrownBy(() -> chart().set("rooms.signing.page.baseUrl", "").call())
        .hasMessageContaining("rooms.signing.page.baseUrl is not set");
  }

  @Test
  void liveBankIdHasItsOwnAddressAndSecret() {
    assertThat(chart().call()).doesNotContain("BANKID_LIVE", "bankid-live");

    List<Map<String, Object>> rendered =
        resources(
            chart().set("rooms.signing.bankid.live.url", "https://live.example/rp/v6.0").call());

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

  private static Map<String, Object> named(
      List<Map<String, Object>> all, String kind, String name) {
    return ofKind(all, kind).stream()
        .filter(one -> name.equals(at(one, "metadata", "name")))
        .findFirst()
        .orElseThrow();
  }

  private static Object configOf(TemplateCommand command, String deployment) {
    return ofKind(resources(command.call()), "Deployment").stream()
        .filter(one -> deployment.equals(at(one, "metadata", "name")))
        .map(one -> at(one, "spec", "template", "metadata", "annotations", "sluss.se/config"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> container(Map<String, Object> deployment) {
    return map(list(at(deployment, "spec", "template", "spec", "containers")).getFirst());
  }

  private static List<Map<String, Object>> resources(String yaml) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)) {
      if (document != null) {
        found.add(map(document));
      }
    }
    return found;
  }

  private static List<Map<String, Object>> ofKind(List<Map<String, Object>> all, String kind) {
    return all.stream().filter(resource -> kind.equals(resource.get("kind"))).toList();
  }

  private static Object at(Map<String, Object> from, String... path) {
    Object value = from;
    for (String step : path) {
      value = Objects.requireNonNull(map(value).get(step), step);
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
