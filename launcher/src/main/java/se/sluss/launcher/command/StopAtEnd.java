package se.sluss.launcher.command;

import java.io.PrintWriter;
import se.sluss.launcher.suite.Suite;

/** Stops a suite in order when this program is told to end, as by Ctrl-C. */
final class StopAtEnd {
  private StopAtEnd() {}

  static void of(Suite suite, PrintWriter out) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      if (!suite.stopped()) {
                        out.println();
                        out.println("Stopping ...");
                        out.flush();
                        suite.stop();
                      }
                    }));
  }
}
