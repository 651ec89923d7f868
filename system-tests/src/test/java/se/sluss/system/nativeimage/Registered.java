package se.sluss.system.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Types that are registered for reflection: by annotation, by metadata, or by Quarkus itself. */
final class Registered {
  private static final String ANNOTATION = "io.quarkus.runtime.annotations.RegisterForReflection";

  private Registered() {}

  static Set<String> types(JavaClasses classes) throws IOException {
    var found = new TreeSet<String>();
    for (JavaClass one : classes) {
      if (one.isAnnotatedWith(ANNOTATION)) {
        JavaAnnotation<?> annotation = one.getAnnotationOfType(ANNOTATION);
        Object targets = annotation.get("targets").orElse(new JavaClass[0]);
        if (targets instanceof JavaClass[] named && named.length > 0) {
          Arrays.stream(named).map(JavaClass::getName).forEach(found::add);
        } else {
          found.add(one.getName());
        }
      }
      // Quarkus registers what says itself how Jackson makes it.
      if (one.getCodeUnits().stream()
          .anyMatch(unit -> unit.isAnnotatedWith("com.fasterxml.jackson.annotation.JsonCreator"))) {
        found.add(one.getName());
      }
    }
    for (Path module : RoomClasses.MODULES) {
      metadata(module, found);
    }
    return found;
  }

  private static void metadata(Path module, Set<String> found) throws IOException {
    Path folder = module.resolve("src/main/resources/META-INF/native-image");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
        for (JsonNode entry : new ObjectMapper().readTree(file.toFile()).path("reflection")) {
          found.add(entry.path("type").asText());
        }
      }
    }
  }
}
