package se.sluss.launcher.command;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The terminal that a person looks at. */
final class Terminal {
  private static final int USUAL_HEIGHT = 24;

  private Terminal() {}

  /** Its lines; 0 when the output goes elsewhere. */
  static int height() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return 0;
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      boolean ended = stty.waitFor(2, TimeUnit.SECONDS);
      return ended && answer.matches("\\d{1,4} \\d{1,4}")
          ? Math.max(1, Integer.parseInt(answer.split(" ", -1)[0]))
          : USUAL_HEIGHT;
    } catch (IOException e) {
      return USUAL_HEIGHT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL_HEIGHT;
    }
  }
}
