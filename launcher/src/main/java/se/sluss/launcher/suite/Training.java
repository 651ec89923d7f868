package se.sluss.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.embedded.Room;

/** Makes the AOT caches of all services anew, from a run that does what they are for. */
public final class Training {
  private Training() {}

  /** Whether there is a cache for every service as it is built now. */
  public static boolean done(SuiteOptions options) {
    Layout layout = options.layout();
    var caches = new AotCaches(layout.aot());
    return Arrays.stream(Room.values())
        .allMatch(room -> caches.has(room, layout.service(room), ServicePrograms.FLAGS));
  }

  /**
   * Runs a suite, and returns when the caches of its services are made.
   *
   * @param options of the suite; how it starts is this class's to say
   * @param work what the suite is trained on
   * @throws PlainFailure when a cache was not made
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
    if (!done(options)) {
      throw new PlainFailure(
          "The AOT caches were not made; the log is " + options.layout().aot().resolve("make.log"));
    }
  }
}
