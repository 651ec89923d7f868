package se.sluss.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Makes the AOT caches of all services anew, from a run that does what they are for. */
public final class Training {
  private Training() {}

  /**
   * Runs a suite, and returns when the caches of its services are made.
   *
   * @param options of the suite; how it starts is this class's to say
   * @param work what the suite is trained on
   */
  public static void run(SuiteOptions options, Consumer<Suite> work) throws InterruptedException {
    try {
      new AotCaches(options.layout().aot()).forget();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Suite suite = Suite.start(options.with(StartUp.AHEAD_OF_TIME));
    try (suite) {
      work.accept(suite);
    }
    suite.awaitAotCaches();
  }
}
