package se.sluss.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs of this machine; one that is missing is had from Debian, where the machine is one and
 * lets us. Nothing else is downloaded.
 */
public final class DebianProgram {
  private DebianProgram() {}

  /** The first of these names on the path. */
  public static Optional<Path> find(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The first of these names; its package is installed when there is none, which needs root. */
  public static Optional<Path> installed(String debian, String... names) {
    return find(names).or(() -> install(debian) ? find(names) : Optional.empty());
  }

  /** Installs a package; false where that is not allowed. */
  public static boolean install(String debian) {
    Path here = Path.of("").toAbsolutePath();
    return run(here, "apt-get", "install", "-y", debian)
        || run(here, "apt-get", "update") && run(here, "apt-get", "install", "-y", debian);
  }

  /**
   * A program on the path, or out of its package, which is unpacked into the folder and not
   * installed: nothing is started, and root is not needed. For programs that need no other package.
   */
  public static Optional<Path> unpacked(String debian, Path folder, String name) {
    return find(name).or(() -> in(folder, name)).or(() -> unpack(debian, folder, name));
  }

  private static Optional<Path> in(Path folder, String name) {
    return Optional.of(folder.resolve("usr/bin").resolve(name)).filter(Files::isExecutable);
  }

  private static Optional<Path> unpack(String debian, Path folder, String name) {
    try {
      Files.createDirectories(folder);
      if (!run(folder, "apt-get", "download", debian)) {
        return Optional.empty();
      }
      List<Path> packages;
      try (Stream<Path> files = Files.list(folder)) {
        packages = files.filter(file -> file.toString().endsWith(".deb")).toList();
      }
      for (Path one : packages) {
        run(folder, "dpkg-deb", "-x", one.toString(), folder.toString());
        Files.delete(one);
      }
      return in(folder, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean run(Path folder, String... command) {
    try {
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      Process process =
          builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      return process.waitFor(3, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
