package se.sluss.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every manifest, read strictly as what its kind is: no member that the kind does not have. */
class ChartManifestsTest {
  static final List<String> VALUES = Chart.VALUES;

  private static final Map<String, Class<?>> KINDS =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
          Map.entry("gateway.networking.k8s.io/v1/Gateway", Gateway.class),
          Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
          Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
          Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
          Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
          Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class));

  /** Kinds of operators whose model is not to be had here; ChartOperatorsTest looks at them. */
  private static final Set<String> UNREAD =
      Set.of("postgresql.cnpg.io/v1/Cluster", "external-secrets.io/v1/ExternalSecret");

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                // The models keep what they do not know; here it is to fail.
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return Boolean.FALSE;
                }
              });

  @ParameterizedTest
  @FieldSource("VALUES")
  void everyManifestIsOfItsKind(String values) {
    List<Map<String, Object>> resources = Chart.resources(Chart.with(values));

    assertThat(resources).hasSizeGreaterThan(20).allSatisfy(ChartManifestsTest::read);
  }

  @Test
  void ingressIsOfItsKind() {
    var resources =
        Chart.resources(
            Chart.with("all").set("route.kind", "ingress").set("route.ingress.className", "nginx"));

    assertThat(Chart.ofKind(resources, "Ingress"))
        .hasSize(4)
        .allSatisfy(ChartManifestsTest::read)
        .allSatisfy(ingress -> assertThat(Chart.list(Chart.at(ingress, "spec", "tls"))).hasSize(1));
  }

  @ParameterizedTest
  @FieldSource("VALUES")
  void noTwoManifestsHaveOneName(String values) {
    var seen = new HashSet<String>();
    var twice = new ArrayList<String>();
    for (Map<String, Object> one : Chart.resources(Chart.with(values))) {
      String name = kind(one) + "/" + Chart.at(one, "metadata", "name");
      if (!seen.add(name)) {
        twice.add(name);
      }
    }
    assertThat(twice).isEmpty();
  }

  @Test
  void aMemberThatTheKindDoesNotHaveIsFound() {
    Map<String, Object> service =
        Chart.named(Chart.resources(Chart.least()), "Service", "try-intake");
    Chart.map(service.get("spec")).put("selectr", Map.of());

    assertThatThrownBy(() -> STRICT.convertValue(service, Service.class))
        .hasCauseInstanceOf(JsonMappingException.class)
        .hasMessageContaining("selectr");
  }

  private static void read(Map<String, Object> manifest) {
    String kind = kind(manifest);
    if (UNREAD.contains(kind)) {
      return;
    }
    assertThat(KINDS).containsKey(kind);
    assertThat(STRICT.convertValue(manifest, KINDS.get(kind))).isNotNull();
  }

  private static String kind(Map<String, Object> manifest) {
    return manifest.get("apiVersion") + "/" + manifest.get("kind");
  }
}
