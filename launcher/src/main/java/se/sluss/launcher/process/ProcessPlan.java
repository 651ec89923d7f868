package se.sluss.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start one process.
 *
 * @param name as shown to people
 * @param command program and arguments
 * @param environment set in addition to this process's own environment
 * @param log where standard output and standard error are appended
 * @param pidFile where pid and start time are written, so that a later start finds a leftover
 * @param unprivileged run as the user {@code nobody} when this process is root's
 * @param orderlySignal what asks this program to end in order: {@code TERM} or {@code INT}
 */
public record ProcessPlan(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    Path pidFile,
    boolean unprivileged,
    String orderlySignal) {

  public ProcessPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A plan for a program that runs as this user and ends in order on SIGTERM. */
  public static ProcessPlan of(
      String name, List<String> command, Map<String, String> environment, Path log, Path pidFile) {
    return new ProcessPlan(name, command, environment, log, pidFile, false, "TERM");
  }
}
