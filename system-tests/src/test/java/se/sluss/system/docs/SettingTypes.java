package se.sluss.system.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types of settings, in words. */
final class SettingTypes {
  private static final Pattern MANY = Pattern.compile("(?:List|Set)<(.*)>");
  private static final Map<String, String> WORDS =
      Map.of(
          "Duration", "duration",
          "Period", "period",
          "MemorySize", "size",
          "Path", "file",
          "URI", "URL",
          "String", "text",
          "Integer", "number",
          "int", "number",
          "long", "number",
          "boolean", "`true` or `false`");

  private final Path model;

  /**
   * @param model where types of ours are that settings have
   */
  SettingTypes(Path model) {
    this.model = model;
  }

  String words(String type) {
    Matcher many = MANY.matcher(type);
    if (many.matches()) {
      return "list: " + words(many.group(1));
    }
    String word = WORDS.get(type);
    return word == null ? constants(type) : word;
  }

  private String constants(String type) {
    try (Stream<Path> files = Files.walk(model)) {
      Path file =
          files
              .filter(one -> one.endsWith(type + ".java"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("A setting has the type " + type));
      return SourceFile.fields(SourceFile.read(file).types().getFirst())
          .filter(field -> field.getType().toString().equals(type))
          .map(field -> "`" + field.getName() + "`")
          .collect(Collectors.joining(" or "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
