package se.sluss.bench.harness;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import se.sluss.launcher.process.HostSystem;

/**
 * Priorities of processes. A judge that is held up sees calls too late and the next ones too close,
 * and a proxy that is held up is a network worse than the one that was drawn; so both go before the
 * programs under test, where this user may arrange it.
 */
final class Priorities {
  private static final String JUDGE = "-15";
  private static final String PATH = "-10";

  /** The launcher's thread that starts processes: they would inherit its priority. */
  private static final String SPAWNER = "spawner";

  private Priorities() {}

  /** Raises the judge's process, and all threads of this one. */
  static void arrange(long judge, Consumer<String> progress) {
    if (!HostSystem.root()) {
      progress.accept("Not root: the judge and the proxies run at the usual priority.");
      return;
    }
    boolean raised = renice(JUDGE, threads(Path.of("/proc", Long.toString(judge), "task")));
    raised &= renice(PATH, threads(Path.of("/proc/self/task")));
    if (!raised) {
      progress.accept("The priority of the judge or of the proxies could not be raised.");
    }
  }

  private static List<String> threads(Path folder) {
    var threads = new ArrayList<String>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path thread : all) {
        if (!Files.readString(thread.resolve("comm")).strip().equals(SPAWNER)) {
          threads.add(String.valueOf(thread.getFileName()));
        }
      }
    } catch (IOException e) {
      // a thread that ended meanwhile, or a system without this folder
    }
    return threads;
  }

  private static boolean renice(String priority, List<String> threads) {
    if (threads.isEmpty()) {
      return false;
    }
    var command = new ArrayList<>(List.of("renice", "-n", priority, "-p"));
    command.addAll(threads);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
