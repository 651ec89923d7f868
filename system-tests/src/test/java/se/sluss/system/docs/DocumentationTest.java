package se.sluss.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.EventType;

class DocumentationTest {
  private static final Path ROOT = root();
  private static final Pattern PROBLEM = Pattern.compile("new ProblemType\\(\\s*\"([a-z-]+)\"");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");
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
