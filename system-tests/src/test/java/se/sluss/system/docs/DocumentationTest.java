package se.sluss.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.EventType;

class DocumentationTest {
  private static final Path ROOT = root();
  private static final Pattern PROBLEM = Pattern.compile("new ProblemType\\(\\s*\"([a-z-]+)\"");
  private static final Pattern PROPERTY =
      Pattern.compile(
          "@ConfigProperty\\(\\s*name = \"(sluss[^\"]+)\"(?:, defaultValue = \"([^\"]*)\")?");
  private static final Pattern PREFIX =
      Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?:@WithDefault\\(\"([^\"]*)\"\\)\\s+)?(?:@NotEmpty\\s+)?(@WithParentName\\s+)?([A-Z][\\w<>.,"
              + " ]*|int|long|boolean) (\\w+)\\(\\);");
  private static final Pattern INTERFACE =
      Pattern.compile("\\binterface (\\w+)(?: extends (\\w+))?[^{]*\\{");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(sluss\\.[\\w.-]+)` ");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  @Test
  void everyProblemHasAPlaceOfItsOwn() {
    Set<String> slugs = new TreeSet<>();
    sources()
        .forEach(source -> PROBLEM.matcher(source).results().forEach(m -> slugs.add(m.group(1))));

    assertThat(slugs).isNotEmpty();
    assertThat(anchors(ROOT.resolve("docs/problems.md"))).containsAll(slugs);
  }

  @Test
  void everyTypeOfEventIsListed() {
    String page = read(ROOT.resolve("docs/events.md"));

    for (EventType type : EventType.values()) {
      assertThat(page).contains("`" + type.ceType() + "`");
    }
  }

  @Test
  void exampleOfAnEventIsTheGoldenFile() {
    Path golden =
        ROOT.resolve("shared-model/src/test/resources/events/se.sluss.submission.queued.v1.json");

    assertThat(read(ROOT.resolve("docs/events.md"))).contains(read(golden).strip());
  }

  @Test
  void everySettingIsExplainedWithItsDefault() {
    TreeMap<String, String> settings = settings();
    List<String> page = read(ROOT.resolve("docs/configuration.md")).lines().toList();

    assertThat(settings).hasSizeGreaterThan(30);
    settings.forEach(
        (key, standard) ->
            assertThat(page)
                .as(key)
                .anyMatch(line -> line.startsWith("| `" + key + "` ") && line.contains(standard)));
  }

  @Test
  void noSettingIsExplainedThatIsNotThere() {
    Set<String> there = settings().keySet();
    String code = String.join("\n", sources());

    assertThat(
            ROW.matcher(read(ROOT.resolve("docs/configuration.md")))
                .results()
                .map(row -> row.group(1))
                .filter(key -> !there.contains(key) && !code.contains('"' + key + '"')))
        .isEmpty();
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(read(page));
      while (link.find()) {
        String target = link.group(1);
        if (target.contains(":")) {
          continue;
        }
        Path file = target.isEmpty() ? page : page.resolveSibling(target).normalize();
        String place = link.group(2);
        if (!Files.exists(file) || (place != null && !anchors(file).contains(place))) {
          dead.add(ROOT.relativize(page) + " -> " + link.group());
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  /** Keys with their defaults; empty where there is none. */
  private static TreeMap<String, String> settings() {
    var found = new TreeMap<String, String>();
    sources()
        .forEach(
            source -> {
              PROPERTY
                  .matcher(source)
                  .results()
                  .forEach(m -> found.put(m.group(1), m.group(2) == null ? "" : m.group(2)));
              Matcher mapping = PREFIX.matcher(source);
              if (mapping.find()) {
                members(mapping.group(1), source, found);
              }
            });
    return found;
  }

  /** Members of the mapping, and those of interfaces inside it, which members' types name. */
  private static void members(String prefix, String source, TreeMap<String, String> found) {
    Map<String, String> bodies = new LinkedHashMap<>();
    List<MatchResult> interfaces = INTERFACE.matcher(source).results().toList();
    for (int i = 0; i < interfaces.size(); i++) {
      int end = i + 1 < interfaces.size() ? interfaces.get(i + 1).start() : source.length();
      bodies.put(interfaces.get(i).group(1), source.substring(interfaces.get(i).end(), end));
    }
    for (MatchResult each : interfaces) {
      String inherited = bodies.getOrDefault(each.group(2), "");
      bodies.computeIfPresent(each.group(1), (_, body) -> body + inherited);
    }
    members(prefix, bodies.values().iterator().next(), bodies, found);
  }

  private static void members(
      String prefix, String body, Map<String, String> bodies, TreeMap<String, String> found) {
    Matcher member = MEMBER.matcher(body);
    while (member.find()) {
      String key = member.group(2) == null ? prefix + "." + kebab(member.group(4)) : prefix;
      String nested = bodies.get(member.group(3));
      if (nested == null) {
        found.put(key, member.group(1) == null ? "" : member.group(1));
      } else {
        members(key, nested, bodies, found);
      }
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static Set<String> anchors(Path page) {
    return HEADING
        .matcher(read(page))
        .results()
        .map(m -> m.group(1).strip().toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static List<String> sources() {
    List<String> sources = new ArrayList<>();
    for (String module :
        List.of(
            "service-kit",
            "services/intake",
            "services/signing",
            "services/submitter",
            "services/receipts")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> sources.add(read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("docker-compose.yml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("The tests do not run inside the checkout");
    }
    return folder;
  }
}
