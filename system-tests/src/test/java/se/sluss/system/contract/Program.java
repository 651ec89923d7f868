package se.sluss.system.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that ran to its end.
 *
 * @param output what it wrote, errors too
 */
record Program(int exitCode, String output) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  static Program run(Path folder, List<String> command) {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("REDOCLY_TELEMETRY", "off");
    builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    try {
      Process process = builder.start();
      var output =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return new String(process.getInputStream().readAllBytes());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Program(-1, command.getFirst() + " did not end");
      }
      return new Program(process.exitValue(), output.get(10, TimeUnit.SECONDS));
    } catch (IOException e) {
      return new Program(-1, command.getFirst() + " cannot be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean good() {
    return exitCode == 0;
  }

  String lastLine() {
    return output.strip().lines().reduce("", (before, line) -> line);
  }
}
