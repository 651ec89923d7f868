package se.sluss.system.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.sluss.system.docs.Setting.Need;

/**
 * Every setting that the source defines: members of {@code @ConfigMapping}s and what is injected
 * with {@code @ConfigProperty}, explained by their Javadoc.
 */
public final class Settings {
  private static final String OURS = "sluss.";
  private static final Pattern WRAPPED = Pattern.compile("Optional<(.*)>|Map<String, (.*)>");

  private final String module;
  private final SettingTypes types;
  private final Map<String, Setting> found = new LinkedHashMap<>();

  private Settings(String module, SettingTypes types) {
    this.module = module;
    this.types = types;
  }

  /**
   * Of {@code service-kit} or of a room, in the order of their keys' groups.
   *
   * @param folder of the module
   */
  public static List<Setting> of(Path folder) {
    Path model = folder.resolve("../shared-model/src/main/java");
    if (!Files.exists(model)) {
      model = folder.resolve("../../shared-model/src/main/java");
    }
    var settings = new Settings(folder.getFileName().toString(), new SettingTypes(model));
    try (Stream<Path> files = Files.walk(folder.resolve("src/main/java"))) {
      List<SourceFile> sources =
          files
              .filter(file -> file.toString().endsWith(".java") && mentions(file))
              .sorted()
              .map(SourceFile::read)
              .toList();
      // A mapping explains its members; who injects one of them by its key alone does not.
      sources.forEach(settings::mappings);
      sources.forEach(settings::injected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ArrayList<>(settings.found.values());
  }

  private static boolean mentions(Path file) {
    try {
      String source = Files.readString(file);
      return source.contains("@ConfigMapping(") || source.contains("@ConfigProperty(");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void mappings(SourceFile source) {
    for (ClassTree type : source.types()) {
      SourceFile.annotation(type.getModifiers(), "ConfigMapping")
          .flatMap(mapping -> source.argument(mapping, "prefix"))
          .ifPresent(prefix -> members(source, type, prefix, Need.ALWAYS));
    }
  }

  /**
   * @param need of what has no default
   */
  private void members(SourceFile source, ClassTree type, String prefix, Need need) {
    SourceFile.methods(type)
        .filter(method -> method.getBody() == null && method.getParameters().isEmpty())
        .forEach(method -> member(source, method, prefix, need));
    for (Tree parent : type.getImplementsClause()) {
      source
          .type(parent.toString())
          .ifPresent(inherited -> members(source, inherited, prefix, need));
    }
  }

  private void member(SourceFile source, MethodTree method, String prefix, Need need) {
    boolean inPlace = SourceFile.annotation(method.getModifiers(), "WithParentName").isPresent();
    String key = inPlace ? prefix : prefix + "." + kebab(method.getName().toString());
    String declared = method.getReturnType().toString();
    Matcher wrapped = WRAPPED.matcher(declared);
    boolean optional = wrapped.matches();
    boolean map = optional && wrapped.group(2) != null;
    String plain = optional ? wrapped.group(map ? 2 : 1) : declared;
    String meaning = Javadoc.text(source.comment(method));
    Optional<ClassTree> group = source.type(plain);
    if (group.isPresent()) {
      if (optional) {
        add(new Setting(module, key, "", Optional.empty(), Need.NEVER, meaning));
      }
      String name = singular(method.getName().toString());
      members(source, group.get(), map ? key + "." + name : key, optional ? Need.WITH_GROUP : need);
      return;
    }
    Optional<String> standard =
        SourceFile.annotation(method.getModifiers(), "WithDefault")
            .flatMap(one -> source.argument(one, "value"));
    Need own = optional || standard.isPresent() ? Need.NEVER : need;
    add(new Setting(module, key, types.words(plain), standard, own, meaning));
  }

  private void injected(SourceFile source) {
    for (ClassTree type : source.types()) {
      SourceFile.methods(type)
          .forEach(
              method -> {
                Map<String, String> explained = Javadoc.parameters(source.comment(method));
                method.getParameters().forEach(one -> injected(source, one, explained));
              });
    }
  }

  private void injected(SourceFile source, VariableTree one, Map<String, String> explained) {
    @Nullable AnnotationTree property =
        SourceFile.annotation(one.getModifiers(), "ConfigProperty").orElse(null);
    if (property == null) {
      return;
    }
    String key = source.argument(property, "name").orElse("");
    Optional<String> standard = source.argument(property, "defaultValue");
    if (key.startsWith(OURS) && !found.containsKey(key)) {
      String meaning = explained.getOrDefault(one.getName().toString(), "");
      Need need = standard.isPresent() ? Need.NEVER : Need.ALWAYS;
      add(new Setting(module, key, types.words(one.getType().toString()), standard, need, meaning));
    }
  }

  private void add(Setting setting) {
    Setting before = found.putIfAbsent(setting.key(), setting);
    if (before != null && !before.equals(setting)) {
      throw new IllegalStateException("Two settings have the key " + setting.key());
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** What stands in a key for a name that the operator chooses. */
  private static String singular(String plural) {
    return plural.replaceAll("s$", "").toUpperCase(Locale.ROOT);
  }
}
