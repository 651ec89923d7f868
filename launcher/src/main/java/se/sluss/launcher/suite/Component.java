package se.sluss.launcher.suite;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.process.ChildProcess;
import se.sluss.launcher.process.Signals;

/** One process of the suite, which can be watched, killed, paused and started again. */
public final class Component {
  private final String name;
  private final Optional<URI> address;
  private final Path log;
  private final Supplier<ChildProcess> launch;
  private final BooleanSupplier ready;
  private final BiConsumer<Component, Integer> onUnexpectedEnd;
  private @Nullable ChildProcess process;

  // Read while stop() holds this component's lock and waits for the very end that is told.
  private volatile @Nullable ChildProcess expectedToEnd;

  Component(
      String name,
      Optional<URI> address,
      Path log,
      Supplier<ChildProcess> launch,
      BooleanSupplier ready,
      BiConsumer<Component, Integer> onUnexpectedEnd) {
    this.name = name;
    this.address = address;
    this.log = log;
    this.launch = launch;
    this.ready = ready;
    this.onUnexpectedEnd = onUnexpectedEnd;
  }

  public String name() {
    return name;
  }

  /** Where a service answers over HTTP; empty for all else. */
  public Optional<URI> address() {
    return address;
  }

  public Path log() {
    return log;
  }

  /** Starts the process; {@link #awaitReady} tells when it can be used. */
  public synchronized void start() {
    ChildProcess started = launch.get();
    process = started;
    started
        .onExit()
        .thenAccept(
            code -> {
              if (started != expectedToEnd) {
                onUnexpectedEnd.accept(this, code);
              }
            });
  }

  /**
   * Waits until the process can be used.
   *
   * @throws PlainFailure when it ends before, or is not ready in time
   */
  public void awaitReady(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      if (!alive()) {
        throw new PlainFailure(name + " ended while starting; its log is " + log);
      }
      if (ready.getAsBoolean()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new PlainFailure(
            name + " is not ready after " + patience.toSeconds() + " seconds; its log is " + log);
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PlainFailure("Interrupted while " + name + " starts.", e);
      }
    }
  }

  /** {@link #awaitReady(Duration)} with two minutes. */
  public void awaitReady() {
    awaitReady(Duration.ofMinutes(2));
  }

  public synchronized boolean alive() {
    return process != null && process.alive();
  }

  /** Whether it answers that it can be used. */
  public boolean isReady() {
    return alive() && ready.getAsBoolean();
  }

  /** The process id. */
  public long pid() {
    return running().pid();
  }

  /** Ends it as a crash would. */
  public synchronized void kill9() {
    ChildProcess victim = running();
    expectedToEnd = victim;
    victim.kill9();
  }

  /**
   * Ends it in order; by force when it takes longer than the patience.
   *
   * @return whether it ended in order, or was not running
   */
  public synchronized boolean stop(Duration patience) {
    if (process == null) {
      return true;
    }
    expectedToEnd = process;
    return process.stop(patience);
  }

  /** Starts it, after an orderly end when it still runs, and waits until it is ready. */
  public void restart() {
    stop(Duration.ofSeconds(30));
    start();
    awaitReady();
  }

  /** Freezes it (SIGSTOP); nothing in it runs until {@link #resume}. */
  public void pause() {
    Signals.send(handle(), "STOP");
  }

  /** Lets a frozen process go on (SIGCONT). */
  public void resume() {
    Signals.send(handle(), "CONT");
  }

  private ProcessHandle handle() {
    long pid = pid();
    return ProcessHandle.of(pid)
        .orElseThrow(() -> new IllegalStateException(name + " is not running"));
  }

  private synchronized ChildProcess running() {
    if (process == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return process;
  }
}
