package se.sluss.launcher.testrun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.sluss.launcher.PlainFailure;

/**
 * Turns short words into Maven arguments. A word is a module ({@code intake}, {@code
 * shared-model}), a test class, with a method if wanted ({@code LanePacingTest#neverTooClose}), or
 * a proof by its name ({@code governor}).
 */
public final class TestFilter {
  private static final List<String> PARENTS = List.of("", "services", "simulators");

  /** Proofs that are worth a word of their own. */
  private static final Map<String, String> PROOFS = Map.of("governor", "GovernorUnderMurderE2E");

  private TestFilter() {}

  /**
   * The arguments for {@code mvn verify}; none for no words.
   *
   * @throws PlainFailure when a word is neither a module nor looks like a test class
   */
  public static List<String> arguments(Path checkout, List<String> words) {
    Set<String> modules = new LinkedHashSet<>();
    var unitTests = new ArrayList<String>();
    var integrationTests = new ArrayList<String>();
    for (String asked : words) {
      String word = PROOFS.getOrDefault(asked, asked);
      Optional<String> module = module(checkout, word);
      if (module.isPresent()) {
        modules.add(module.get());
        String pattern = packagePath(checkout.resolve(module.get())) + "/**/";
        unitTests.add(pattern + "*Test");
        integrationTests.add(pattern + "*IT");
        integrationTests.add(pattern + "*E2E");
      } else if (word.matches("\\*?[A-Z][\\w*]*(#.+)?")) {
        String name = word.replaceAll("#.*", "");
        modules.addAll(modulesWith(checkout, name));
        (name.matches(".*(IT|E2E)") ? integrationTests : unitTests).add(word);
      } else {
        throw new PlainFailure("There is no module, and no test class can be called: " + word);
      }
    }
    var arguments = new ArrayList<String>();
    if (!modules.isEmpty()) {
      arguments.addAll(List.of("-pl", String.join(",", modules), "-am"));
    }
    if (integrationTests.stream().anyMatch(test -> test.endsWith("/**/*IT"))) {
      // They test a process, and do not run beside tests of a room inside their own.
      integrationTests.add("!Packaged*IT");
    }
    if (!words.isEmpty()) {
      arguments.add("-Dtest=" + orNothing(unitTests));
      arguments.add("-Dit.test=" + orNothing(integrationTests));
      arguments.add("-Dsurefire.failIfNoSpecifiedTests=false");
      arguments.add("-Dfailsafe.failIfNoSpecifiedTests=false");
    }
    return arguments;
  }

  private static String orNothing(List<String> tests) {
    return tests.isEmpty() ? "NothingOfThisKind" : String.join(",", tests);
  }

  private static Set<String> modulesWith(Path checkout, String testClass) {
    Pattern file = Pattern.compile("\\Q" + testClass.replace("*", "\\E.*\\Q") + "\\E\\.java");
    Set<String> modules = new LinkedHashSet<>();
    for (String module : modules(checkout)) {
      Path tests = checkout.resolve(module).resolve("src/test/java");
      if (!Files.isDirectory(tests)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(tests)) {
        if (files.anyMatch(path -> file.matcher(path.getFileName().toString()).matches())) {
          modules.add(module);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (modules.isEmpty()) {
      throw new PlainFailure("No module has a test class " + testClass + ".");
    }
    return modules;
  }

  private static List<String> modules(Path checkout) {
    var modules = new ArrayList<String>();
    for (String parent : PARENTS) {
      Path folder = checkout.resolve(parent);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> children = Files.list(folder)) {
        children
            .filter(child -> Files.exists(child.resolve("pom.xml")))
            .map(child -> checkout.relativize(child).toString())
            .sorted()
            .forEach(modules::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return modules;
  }

  private static Optional<String> module(Path checkout, String word) {
    if (!word.matches("[a-z][a-z0-9/-]*")) {
      return Optional.empty();
    }
    return PARENTS.stream()
        .map(parent -> parent.isEmpty() ? word : parent + "/" + word)
        .filter(path -> Files.exists(checkout.resolve(path).resolve("pom.xml")))
        .findFirst();
  }

  /** The deepest folder that holds all of the module's sources, below its source root. */
  private static String packagePath(Path module) {
    for (String root : List.of("src/main/java", "src/test/java")) {
      Path sources = module.resolve(root);
      if (Files.isDirectory(sources)) {
        return sources.relativize(onlyChild(sources)).toString();
      }
    }
    throw new PlainFailure("The module has no Java sources: " + module);
  }

  private static Path onlyChild(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      List<Path> all = children.toList();
      return all.size() == 1 && Files.isDirectory(all.getFirst())
          ? onlyChild(all.getFirst())
          : folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
