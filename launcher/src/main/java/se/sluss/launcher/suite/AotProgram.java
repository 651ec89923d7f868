package se.sluss.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service as a plain class path, in place of its own class loader, whose classes no AOT cache can
 * hold. A cache is good for one JVM, its flags, and jars that nobody has touched since.
 *
 * @param flags of the JVM, with what the service's jar asks to be opened
 * @param classPath in the order in which the service's own loader looks
 * @param fingerprint of all that a cache depends on
 */
record AotProgram(List<String> flags, String classPath, String fingerprint) {
  private static final String MAIN = "io.quarkus.runner.GeneratedMain";
  private static final int SHORT = 16;

  /**
   * @param jar the service's {@code quarkus-run.jar}
   * @param flags that it is run with
   */
  static AotProgram of(Path jar, List<String> flags) {
    try {
      Path folder = jar.resolveSibling("");
      var entries = new ArrayList<Path>();
      // What was generated and transformed while building goes before what it was made of.
      for (String part : List.of("quarkus", "app", "lib/boot", "lib/main")) {
        entries.addAll(jars(folder.resolve(part)));
      }
      var all = new ArrayList<>(flags);
      all.addAll(opened(jar));
      return new AotProgram(
          List.copyOf(all),
          entries.stream().map(Path::toString).collect(Collectors.joining(":")),
          fingerprint(all, entries));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What to run. */
  List<String> program() {
    return List.of("-cp", classPath, MAIN);
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static List<String> opened(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      String opens =
          file.getManifest().getMainAttributes().getValue(new Attributes.Name("Add-Opens"));
      return opens == null
          ? List.of()
          : Stream.of(opens.split(" ")).map(one -> "--add-opens=" + one + "=ALL-UNNAMED").toList();
    }
  }

  private static String fingerprint(List<String> flags, List<Path> entries) throws IOException {
    var said = new StringBuilder(System.getProperty("java.vm.version"));
    // Properties are the program's own, and no cache depends on them.
    flags.stream().filter(flag -> !flag.startsWith("-D")).forEach(said::append);
    for (Path entry : entries) {
      said.append('\n').append(entry).append(' ').append(Files.size(entry));
      said.append(' ').append(Files.getLastModifiedTime(entry).toMillis());
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(said.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, SHORT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
