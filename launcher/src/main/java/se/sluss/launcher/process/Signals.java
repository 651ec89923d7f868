package se.sluss.launcher.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Signals to processes. */
public final class Signals {
  private Signals() {}

  /**
   * Asks the process to end in order and waits; what outlives the patience is killed.
   *
   * @return whether it ended in order
   */
  public static boolean end(ProcessHandle process, String orderlySignal, Duration patience) {
    send(process, orderlySignal);
    if (gone(process, patience)) {
      return true;
    }
    kill(process);
    return false;
  }

  /** Ends the process by SIGKILL and waits until it is gone. */
  public static void kill(ProcessHandle process) {
    process.destroyForcibly();
    if (!gone(process, Duration.ofSeconds(10))) {
      throw new IllegalStateException("The process " + process.pid() + " does not end.");
    }
  }

  /**
   * Sends a signal by name, such as {@code INT} or {@code STOP}. A process already gone is fine.
   */
  public static void send(ProcessHandle process, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }

  private static boolean gone(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return !process.isAlive();
    } catch (ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
