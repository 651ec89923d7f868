package se.sluss.launcher.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.sluss.launcher.process.ChildProcess;
import se.sluss.launcher.process.JavaProgram;
import se.sluss.launcher.process.ProcessPlan;

/**
 * A Kafka broker in a JVM of its own on 127.0.0.1, with the suite's topics. It starts again on data
 * that a killed broker left.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaOptions options;
  private final ChildProcess process;

  private EmbeddedKafka(KafkaOptions options, ChildProcess process) {
    this.options = options;
    this.process = process;
  }

  /**
   * Starts the broker and returns when all topics are there.
   *
   * @throws IllegalStateException when that takes more than a minute, or the broker ends; the
   *     message names the log
   */
  public static EmbeddedKafka start(KafkaOptions options) {
    Path ready = options.run().resolve("kafka.ready");
    try {
      Files.createDirectories(options.run());
      Files.deleteIfExists(ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var kafka = new EmbeddedKafka(options, ChildProcess.start(plan(options, ready)));
    if (!kafka.readyBefore(Instant.now().plus(PATIENCE), ready)) {
      kafka.process.stop(Duration.ofSeconds(5));
      throw new IllegalStateException("Kafka does not answer; its log is " + options.log());
    }
    return kafka;
  }

  private static ProcessPlan plan(KafkaOptions options, Path ready) {
    return ProcessPlan.of(
        "kafka",
        JavaProgram.command(
            options.broker().flags(),
            List.of(
                KafkaBroker.class.getName(),
                options.dataFolder().toAbsolutePath().toString(),
                Integer.toString(options.port()),
                Integer.toString(options.controllerPort()),
                Boolean.toString(options.broker().flushes()),
                ready.toAbsolutePath().toString())),
        environment(),
        options.log(),
        options.run().resolve("kafka.pid"));
  }

  private static Map<String, String> environment() {
    var environment = new HashMap<>(JavaProgram.SMALL);
    environment.put("CLASSPATH", JavaProgram.ownClassPath());
    return environment;
  }

  private boolean readyBefore(Instant deadline, Path ready) {
    try {
      while (process.alive() && Instant.now().isBefore(deadline)) {
        if (Files.exists(ready)) {
          return true;
        }
        Thread.sleep(50);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What clients connect to. */
  public String bootstrapServers() {
    return "127.0.0.1:" + options.port();
  }

  /** The broker's process, for watching and killing it. */
  public ChildProcess process() {
    return process;
  }

  /** Stops in order: logs are flushed and closed. */
  @Override
  public void close() {
    process.stop(PATIENCE);
  }
}
