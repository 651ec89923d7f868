package se.sluss.system.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.sluss.system.deploy.Checkout;

/** What dashboards and rules ask Prometheus, and which metrics that names. */
final class Queries {
  private static final Path FOLDER = Checkout.folder().resolve("deploy/observability");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final Pattern LABELS =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]"
              + "|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern WORDS =
      Pattern.compile("\\b(and|or|unless|bool|offset)\\b|\\b[a-z_0-9]+\\s*(?=\\()");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern VALUES = Pattern.compile("label_values\\(([a-zA-Z0-9_:]+),.*");

  private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*[=!]~?\"");

  private Queries() {}

  /** A query, and where it stands. */
  record Query(String place, String expression) {}

  static List<Path> dashboards() {
    return files("dashboards", ".json");
  }

  static List<Path> rules() {
    return files("rules", ".yml");
  }

  private static List<Path> files(String folder, String ending) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(Path file) {
    try {
      return (file.toString().endsWith(".json") ? JSON : YAML).readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rules, recording and alerting. */
  static List<JsonNode> allRules() {
    return rules().stream()
        .flatMap(file -> read(file).path("groups").valueStream())
        .flatMap(group -> group.path("rules").valueStream())
        .toList();
  }

  /** What panels show of what Prometheus knows. */
  static List<Query> onPanels() {
    List<Query> found = new ArrayList<>();
    for (Path file : dashboards()) {
      for (JsonNode panel : read(file).path("panels")) {
        if (panel.at("/datasource/type").asText().equals("prometheus")) {
          String place = file.getFileName() + ": " + panel.path("title").asText();
          panel
              .path("targets")
              .forEach(target -> found.add(new Query(place, target.path("expr").asText())));
        }
      }
    }
    return found;
  }

  /** Everything that is asked of Prometheus. */
  static List<Query> all() {
    List<Query> found = onPanels();
    for (Path file : dashboards()) {
      for (JsonNode variable : read(file).at("/templating/list")) {
        var values = VALUES.matcher(variable.path("definition").asText());
        if (values.matches()) {
          found.add(
              new Query(
                  file.getFileName() + ": $" + variable.path("name").asText(), values.group(1)));
        }
      }
    }
    for (JsonNode rule : allRules()) {
      String name = rule.has("alert") ? rule.path("alert").asText() : rule.path("record").asText();
      found.add(new Query(name, rule.path("expr").asText()));
    }
    return found;
  }

  /** The metrics that a query names. */
  static Set<String> metricsIn(String expression) {
    Set<String> found = new TreeSet<>();
    String bare = WORDS.matcher(LABELS.matcher(expression).replaceAll(" ")).replaceAll(" ");
    NAME.matcher(bare).results().forEach(name -> found.add(name.group()));
    return found;
  }

  /** The labels that a metric is picked by, each as {@code metric{label}}. */
  static Set<String> labelsIn(String expression) {
    Set<String> found = new TreeSet<>();
    SELECTOR
        .matcher(expression)
        .results()
        .forEach(
            selector ->
                LABEL
                    .matcher(selector.group(2))
                    .results()
                    .forEach(label -> found.add(selector.group(1) + "{" + label.group(1) + "}")));
    return found;
  }

  /** Metrics that only rooms can have, with the places that name them: no rules' own, no up. */
  static Map<String, Set<String>> askedOfRooms() {
    Set<String> ours = new TreeSet<>(Set.of("up"));
    allRules().forEach(rule -> ours.add(rule.path("record").asText()));
    Map<String, Set<String>> asked = new TreeMap<>();
    for (Query query : all()) {
      for (String metric : metricsIn(query.expression())) {
        if (!ours.contains(metric)) {
          asked.computeIfAbsent(metric, _ -> new TreeSet<>()).add(query.place());
        }
      }
    }
    return asked;
  }
}
