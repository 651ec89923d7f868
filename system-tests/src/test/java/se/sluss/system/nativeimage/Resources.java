package se.sluss.system.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Files among the sources that nobody says are to be in the native executable. */
final class Resources {
  /** Taken along by Quarkus itself: its configuration, Flyway's scripts, Qute's templates. */
  private static final List<String> BY_ITSELF =
      List.of(
          "application.properties",
          "META-INF/microprofile-config.properties",
          "META-INF/native-image/**",
          "META-INF/services/*",
          "META-INF/beans.xml",
          "META-INF/resources/**",
          "db/kit/*",
          "db/migration/*",
          "templates/**",
          // Read by Quarkus while it is built alone.
          "import.sql");

  private Resources() {}

  static List<String> leftOut() throws IOException {
    var found = new ArrayList<String>();
    for (Path module : RoomClasses.MODULES) {
      Path folder = module.resolve("src/main/resources");
      if (!Files.isDirectory(folder)) {
        continue;
      }
      List<PathMatcher> taken =
          Stream.concat(BY_ITSELF.stream(), declared(folder).stream())
              .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
              .toList();
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(Files::isRegularFile)
            .map(folder::relativize)
            .filter(file -> taken.stream().noneMatch(glob -> glob.matches(file)))
            .forEach(file -> found.add(module.getFileName() + ": " + file));
      }
    }
    return found;
  }

  private static List<String> declared(Path folder) throws IOException {
    var globs = new ArrayList<String>();
    Path configuration = folder.resolve("application.properties");
    if (Files.exists(configuration)) {
      var properties = new Properties();
      try (var reader = Files.newBufferedReader(configuration)) {
        properties.load(reader);
      }
      String includes = properties.getProperty("quarkus.native.resources.includes", "");
      Stream.of(includes.split(",")).filter(one -> !one.isEmpty()).forEach(globs::add);
    }
    Path metadata = folder.resolve("META-INF/native-image");
    if (Files.isDirectory(metadata)) {
      try (Stream<Path> files = Files.walk(metadata)) {
        for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
          for (JsonNode entry : new ObjectMapper().readTree(file.toFile()).path("resources")) {
            globs.add(entry.path("glob").asText());
          }
        }
      }
    }
    return globs;
  }
}
