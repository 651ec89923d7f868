package se.sluss.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.sluss.launcher.process.DebianProgram;

/**
 * The wall clock of one process, which can be stepped by libfaketime. Its monotonic clock stays
 * true.
 */
final class FakeClock {
  private static final List<String> PLACES =
      List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib", "/usr/lib64");

  private final Path library;
  private final Path file;

  private FakeClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /**
   * Where the library lies; installed by the system's package manager when it is missing and that
   * is allowed.
   */
  static Optional<Path> library() {
    return find().or(() -> DebianProgram.install("faketime") ? find() : Optional.empty());
  }

  private static Optional<Path> find() {
    return PLACES.stream()
        .map(place -> Path.of(place, "faketime", "libfaketime.so.1"))
        .filter(Files::exists)
        .findFirst();
  }

  /** A clock that is right until it is stepped. */
  static FakeClock at(Path library, Path file) {
    var clock = new FakeClock(library, file);
    clock.step(0);
    return clock;
  }

  /** What a process with this clock needs in its environment. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        // Looking at the file at every call takes 55 us each, and minutes for a start.
        "FAKETIME_CACHE_DURATION",
        "1",
        "DONT_FAKE_MONOTONIC",
        "1",
        // Otherwise waits of the JVM return at once, and its threads spin.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /** Within a second it is wrong by so many seconds. */
  void step(double seconds) {
    try {
      Files.createDirectories(file.getParent());
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(draft, String.format(Locale.ROOT, "%+.3f\n", seconds));
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
