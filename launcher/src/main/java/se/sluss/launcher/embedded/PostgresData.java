package se.sluss.launcher.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import se.sluss.launcher.process.Folders;
import se.sluss.launcher.process.HostSystem;
import se.sluss.launcher.process.Signals;

/** The folder that a server keeps its data in. */
public final class PostgresData {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private PostgresData() {}

  /**
   * The wanted folder, or, for root when other users cannot pass to it, one below {@code
   * /var/lib/sluss} that is always the same for the wanted one.
   */
  public static Path reachable(Path wanted) {
    Path folder = wanted.toAbsolutePath().normalize();
    if (!HostSystem.root() || HostSystem.passableForAll(folder)) {
      return folder;
    }
    return Path.of("/var/lib/sluss", digest(folder.toString()).substring(0, 16), "postgres");
  }

  /** Deletes the data, wherever {@link #reachable} puts it. */
  public static void delete(Path wanted) {
    try {
      Folders.delete(reachable(wanted));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void initialise(Path programs, Path data, PostgresOptions options) throws IOException {
    Folders.delete(data);
    Files.createDirectories(data);
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    Path password = data.resolveSibling(data.getFileName() + ".password");
    Files.deleteIfExists(password);
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(password, options.superuserPassword() + "\n");
      if (HostSystem.root()) {
        HostSystem.giveToNobody(password);
        HostSystem.giveToNobody(data);
      }
      run(initdb(programs, data, password, options.durable()), options.log());
    } finally {
      Files.delete(password);
    }
  }

  private static List<String> initdb(Path programs, Path data, Path password, boolean durable) {
    var command =
        new ArrayList<>(
            List.of(
                programs.resolve("bin/initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (!durable) {
      command.add("--no-sync");
    }
    return command;
  }

  private static void run(List<String> command, Path log) throws IOException {
    Files.createDirectories(log.getParent());
    var builder = new ProcessBuilder(HostSystem.unprivileged(command));
    builder.environment().put("LC_ALL", "C");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("initdb takes longer than " + PATIENCE.toSeconds() + " seconds");
      }
      if (process.exitValue() != 0) {
        throw new IOException("initdb ended with " + process.exitValue() + "; its log is " + log);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("initdb was interrupted", e);
    }
  }

  /**
   * Ends a server that still runs on this data, and removes the lock file of one that is gone even
   * when its pid now belongs to a stranger.
   */
  static void endLeftover(Path data) throws IOException {
    Path lock = data.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    postmaster(lock).ifPresent(process -> Signals.end(process, "INT", Duration.ofSeconds(20)));
    Files.deleteIfExists(lock);
  }

  private static Optional<ProcessHandle> postmaster(Path lock) throws IOException {
    List<String> lines = Files.readAllLines(lock, StandardCharsets.UTF_8);
    if (lines.size() < 3 || !lines.getFirst().matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    long startedAt = Long.parseLong(lines.get(2).strip());
    return ProcessHandle.of(Long.parseLong(lines.getFirst()))
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(start -> Math.abs(start.getEpochSecond() - startedAt) <= 5)
                    .orElse(false));
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
