package se.sluss.launcher.embedded;

import java.util.List;
import java.util.stream.Stream;
import se.sluss.launcher.process.JavaProgram;

/** What kind of Kafka. */
public enum Broker {
  /** Small, and all there is: what it acknowledges is on its disk. */
  ALONE(true),

  /** Small, for what nobody needs after a loss of power. */
  FOR_NOW(false),

  /**
   * As one of several in production: all compilers, and copies on other machines instead of a flush
   * for each record.
   */
  OF_SEVERAL(false);

  private static final int FIRST_MEBIBYTES = 40;
  private static final int MOST_MEBIBYTES = 256;

  private final boolean flushes;

  Broker(boolean flushes) {
    this.flushes = flushes;
  }

  /** Whether each record is flushed to the disk before it is acknowledged. */
  boolean flushes() {
    return flushes;
  }

  List<String> flags() {
    List<String> small = JavaProgram.small(FIRST_MEBIBYTES, MOST_MEBIBYTES);
    return this == OF_SEVERAL
        ? Stream.concat(small.stream(), JavaProgram.measured(MOST_MEBIBYTES).stream()).toList()
        : small;
  }
}
