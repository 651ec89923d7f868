package se.sluss.system.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The Helm chart as it renders, and its manifests taken apart. */
final class Chart {
  static final List<String> ROOMS = List.of("intake", "signing", "submitter", "receipts");

  /** Values that the chart is rendered with: the least, everything, and a demo. */
  static final List<String> VALUES = List.of("example", "all", "demo");

  private Chart() {}

  static Path folder() {
    return Checkout.file("deploy/helm/sluss");
  }

  /** Rendered with the least that an installation has to say. */
  static TemplateCommand least() {
    return with("example");
  }

  /** Rendered with {@code deploy/helm/values-NAME.yaml}. */
  static TemplateCommand with(String name) {
    return new Helm(folder())
        .template()
        .withName("try")
        .withNamespace("somewhere")
        .withKubeVersion("1.33.0")
        .withValuesFile(Checkout.file("deploy/helm/values-" + name + ".yaml"));
  }

  static List<Map<String, Object>> resources(TemplateCommand command) {
    List<Map<String, Object>> found = new ArrayList<>();
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    for (Object document : yaml.loadAll(command.call())) {
      if (document != null) {
        found.add(map(document));
      }
    }
    return found;
  }

  static List<Map<String, Object>> ofKind(List<Map<String, Object>> all, String kind) {
    return all.stream().filter(resource -> kind.equals(resource.get("kind"))).toList();
  }

  static Map<String, Object> named(List<Map<String, Object>> all, String kind, String name) {
    return ofKind(all, kind).stream()
        .filter(one -> name.equals(at(one, "metadata", "name")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + kind + " is called " + name));
  }

  /** All containers of a deployment, those of its beginning too. */
  static List<Map<String, Object>> containers(Map<String, Object> deployment) {
    var pod = map(at(deployment, "spec", "template", "spec"));
    var found = new ArrayList<Map<String, Object>>();
    list(pod.getOrDefault("initContainers", List.of())).forEach(one -> found.add(map(one)));
    list(pod.get("containers")).forEach(one -> found.add(map(one)));
    return found;
  }

  /** The room's own container. */
  static Map<String, Object> container(Map<String, Object> deployment) {
    return map(list(at(deployment, "spec", "template", "spec", "containers")).getFirst());
  }

  static Object at(Map<String, Object> from, String... path) {
    Object value = from;
    for (String step : path) {
      value = Objects.requireNonNull(map(value).get(step), step);
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
