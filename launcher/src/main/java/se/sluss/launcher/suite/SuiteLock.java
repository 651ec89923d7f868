package se.sluss.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import se.sluss.launcher.process.PidFile;

/** The right to run a suite in a state folder. It ends with the process that holds it. */
final class SuiteLock {
  // A file lock belongs to the whole process, and closing any channel of the file would end it.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Layout layout;
  private final FileChannel channel;

  private SuiteLock(Layout layout, FileChannel channel) {
    this.layout = layout;
    this.channel = channel;
  }

  /**
   * Takes the right.
   *
   * @throws AlreadyRunningException when another has it
   */
  static SuiteLock take(Layout layout) throws IOException {
    if (!HELD_HERE.add(layout.state())) {
      throw new AlreadyRunningException(layout.state());
    }
    boolean taken = false;
    FileChannel channel =
        FileChannel.open(
            layout.state().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new AlreadyRunningException(layout.state());
      }
      PidFile.write(supervisorFile(layout), ProcessHandle.current());
      taken = true;
      return new SuiteLock(layout, channel);
    } finally {
      if (!taken) {
        channel.close();
        HELD_HERE.remove(layout.state());
      }
    }
  }

  /** The process that runs or starts a suite in the folder. */
  static Optional<ProcessHandle> holder(Layout layout) {
    return PidFile.find(supervisorFile(layout));
  }

  private static Path supervisorFile(Layout layout) {
    return layout.state().resolve("supervisor.pid");
  }

  /** Ends every process that a killed suite left; only while no suite runs in the folder. */
  static int endLeftovers(Layout layout) throws IOException {
    if (!Files.isDirectory(layout.run())) {
      return 0;
    }
    List<Path> pidFiles;
    try (Stream<Path> files = Files.list(layout.run())) {
      pidFiles = files.filter(file -> file.toString().endsWith(".pid")).toList();
    }
    int ended = 0;
    for (Path file : pidFiles) {
      boolean postgres = file.getFileName().toString().equals("postgres.pid");
      if (PidFile.endLeftover(file, postgres ? "INT" : "TERM", Duration.ofSeconds(10))) {
        ended++;
      }
      Files.deleteIfExists(file);
    }
    return ended;
  }

  void release() {
    try {
      Files.deleteIfExists(supervisorFile(layout));
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(layout.state());
    }
  }
}
