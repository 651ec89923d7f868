package se.sluss.bench.harness;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.suite.Component;

/** One process of the submitter, with what can be done to it. */
public final class Replica {
  private static final int STARTS = 5;

  private final Component component;
  private final @Nullable TcpProxy database;
  private final @Nullable FakeClock clock;
  private final Semaphore fate = new Semaphore(1);

  Replica(Component component, @Nullable TcpProxy database, @Nullable FakeClock clock) {
    this.component = component;
    this.database = database;
    this.clock = clock;
  }

  public String name() {
    return component.name();
  }

  Component component() {
    return component;
  }

  /** Whether nobody else does something to its process, and nobody will until it is let go. */
  boolean seize() {
    return fate.tryAcquire();
  }

  /** The same, waiting for others to be done with it. */
  boolean seize(Duration patience) {
    try {
      return fate.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void letGo() {
    fate.release();
  }

  void freeze() {
    NativeSignals.stop(component.pid());
  }

  void thaw() {
    NativeSignals.resume(component.pid());
  }

  /** Tells it to end, as an orchestrator does; whether it ended in time. */
  public boolean end(Duration patience) {
    return component.stop(patience);
  }

  void kill9() {
    component.kill9();
  }

  /**
   * Starts it, and again when it ends while starting, as whoever runs services does: a database
   * that is killed under its start ends it.
   *
   * @throws PlainFailure when it still ends after some tries
   */
  void start() {
    for (int left = STARTS - 1; ; left--) {
      component.start();
      try {
        component.awaitReady();
        return;
      } catch (PlainFailure e) {
        if (left == 0 || component.alive()) {
          throw e;
        }
      }
    }
  }

  /** The way to its database, when that can be tampered with. */
  Optional<TcpProxy> database() {
    return Optional.ofNullable(database);
  }

  /** Its wall clock, when that can be stepped. */
  Optional<FakeClock> clock() {
    return Optional.ofNullable(clock);
  }

  /** Whether one of its open files is one of these sockets, named by their inodes. */
  boolean holds(Set<String> inodes) {
    Path files = Path.of("/proc", Long.toString(component.pid()), "fd");
    try (DirectoryStream<Path> open = Files.newDirectoryStream(files)) {
      for (Path file : open) {
        if (inodes.contains(target(file))) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
