package se.sluss.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process written down as pid and start time. The start time tells our process from a stranger's
 * that got the same pid later.
 */
public final class PidFile {
  private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

  private PidFile() {}

  /** Writes the process down. */
  public static void write(Path file, ProcessHandle process) throws IOException {
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, process.pid() + " " + started + "\n");
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The living process that the file names; empty when it is gone, or its pid is another's now. */
  public static Optional<ProcessHandle> find(Path file) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] parts = Files.readString(file).strip().split(" ", -1);
      if (parts.length != 2) {
        return Optional.empty();
      }
      Instant written = Instant.ofEpochMilli(Long.parseLong(parts[1]));
      return ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(ProcessHandle::isAlive)
          .filter(handle -> startedAt(handle, written));
    } catch (NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends the process that the file names, if it still lives: first in order, after the patience by
   * force.
   *
   * @return whether there was one
   */
  public static boolean endLeftover(Path file, String orderlySignal, Duration patience) {
    Optional<ProcessHandle> leftover = find(file);
    leftover.ifPresent(process -> Signals.end(process, orderlySignal, patience));
    return leftover.isPresent();
  }

  private static boolean startedAt(ProcessHandle handle, Instant written) {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(start, written).abs().compareTo(CLOCK_GRAIN) <= 0)
        .orElse(false);
  }
}
