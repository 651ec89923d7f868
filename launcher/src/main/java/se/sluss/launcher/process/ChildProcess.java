package se.sluss.launcher.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A started process. On Linux it gets its orderly signal when this JVM dies, however it dies;
 * elsewhere the next start ends what its pid file names.
 */
public final class ChildProcess {
  // The kernel's parent-death signal follows the starting thread, so one immortal thread starts
  // all.
  private static final ExecutorService SPAWNER =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("spawner").factory());

  private final ProcessPlan plan;
  private final Process process;

  private ChildProcess(ProcessPlan plan, Process process) {
    this.plan = plan;
    this.process = process;
  }

  /**
   * Starts the process, after ending a leftover that the plan's pid file names.
   *
   * @throws IllegalStateException when the program cannot be started
   */
  public static ChildProcess start(ProcessPlan plan) {
    PidFile.endLeftover(plan.pidFile(), plan.orderlySignal(), Duration.ofSeconds(10));
    try {
      Files.createDirectories(plan.log().getParent());
      Files.createDirectories(plan.pidFile().getParent());
      Process process = SPAWNER.submit(() -> spawn(plan)).get();
      PidFile.write(plan.pidFile(), process.toHandle());
      return new ChildProcess(plan, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(plan.name() + " cannot be started", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(plan.name() + " was not started: interrupted", e);
    }
  }

  private static Process spawn(ProcessPlan plan) throws IOException {
    var command = new ArrayList<>(HostSystem.prefix(plan));
    command.addAll(plan.command());
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(plan.environment());
    File log = plan.log().toFile();
    return builder
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  public ProcessPlan plan() {
    return plan;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Completes with the exit code when the process has ended. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /**
   * Ends the process in order; by force when it takes longer than the patience.
   *
   * @return whether it ended in order, or had ended before
   */
  public boolean stop(Duration patience) {
    boolean inOrder =
        !process.isAlive() || Signals.end(process.toHandle(), plan.orderlySignal(), patience);
    ended();
    return inOrder;
  }

  /** Ends the process by SIGKILL, as a crash would. */
  public void kill9() {
    Signals.kill(process.toHandle());
    ended();
  }

  /** The process's handle may know of the end a moment before the process does. */
  private void ended() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    forget();
  }

  private void forget() {
    try {
      Files.deleteIfExists(plan.pidFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
