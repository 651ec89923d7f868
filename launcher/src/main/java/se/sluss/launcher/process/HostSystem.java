package se.sluss.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the machine underneath offers: who we are, and the tools found on the PATH. */
public final class HostSystem {
  /** User and group id that stand for nobody on Linux. */
  public static final int NOBODY = 65534;

  private static final boolean ROOT = ownUid() == 0;
  private static final boolean SETSID = answers("setsid", "true");
  private static final boolean SETPRIV = answers("setpriv", "--pdeathsig", "TERM", "true");

  private HostSystem() {}

  /** Whether this process runs as root. */
  public static boolean root() {
    return ROOT;
  }

  /**
   * What stands before a command: its own session (so that Ctrl-C reaches the supervisor alone),
   * its end together with the thread that started it, and another user where asked for. Empty where
   * the system lacks the tools.
   *
   * @throws IllegalStateException when another user is needed and cannot be had
   */
  static List<String> prefix(ProcessPlan plan) {
    var prefix = new ArrayList<String>();
    if (SETSID) {
      prefix.add("setsid");
    }
    boolean change = plan.unprivileged() && root();
    if (change && !SETPRIV) {
      throw new IllegalStateException(
          "Running as root needs the program setpriv (package util-linux), which is not here."
              + " Run as an ordinary user, or install it.");
    }
    if (SETPRIV) {
      prefix.addAll(List.of("setpriv", "--pdeathsig", plan.orderlySignal()));
      if (change) {
        prefix.addAll(asNobody());
      }
      prefix.add("--");
    }
    return prefix;
  }

  /** What stands before a command that shall outlive this process and its terminal. */
  public static List<String> ownSession() {
    return SETSID ? List.of("setsid") : List.of("nohup");
  }

  /** The command, run as nobody when this process is root's. */
  public static List<String> unprivileged(List<String> command) {
    var all = new ArrayList<String>();
    if (root()) {
      all.add("setpriv");
      all.addAll(asNobody());
      all.add("--");
    }
    all.addAll(command);
    return all;
  }

  private static List<String> asNobody() {
    return List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
  }

  /** Gives a file or folder to nobody; only root may. */
  public static void giveToNobody(Path path) throws IOException {
    Files.setAttribute(path, "unix:gid", NOBODY);
    Files.setAttribute(path, "unix:uid", NOBODY);
  }

  /** Whether every existing folder above this path lets any user pass. */
  public static boolean passableForAll(Path path) {
    for (Path p = path.toAbsolutePath().getParent(); p != null; p = p.getParent()) {
      try {
        if (Files.exists(p)
            && !Files.getPosixFilePermissions(p).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      } catch (IOException | UnsupportedOperationException e) {
        return false;
      }
    }
    return true;
  }

  private static int ownUid() {
    Path self = Path.of("/proc/self");
    try {
      if (Files.exists(self)) {
        return (Integer) Files.getAttribute(self, "unix:uid");
      }
    } catch (IOException | UnsupportedOperationException e) {
      // fall through to the name of the user
    }
    @Nullable String name = System.getProperty("user.name");
    return "root".equals(name) ? 0 : -1;
  }

  private static boolean answers(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
