package se.sluss.bench.frame;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How to run the phases.
 *
 * @param seed everything that is drawn comes from it
 * @param slots how many slots a phase shall see, where it counts them; empty leaves it to the phase
 * @param lanes how many lanes a phase shall have, where it can have any number
 * @param faultEvery how long from one fault to the next on average, where a phase makes faults
 * @param time how long a phase shall measure, where it measures by time
 * @param checkout where the built programs lie
 * @param work a folder for the suites that phases start
 * @param progress told a sentence now and then
 */
public record Settings(
    long seed,
    OptionalLong slots,
    OptionalInt lanes,
    Duration faultEvery,
    Duration time,
    Path checkout,
    Path work,
    Consumer<String> progress) {

  /** Tells people something. */
  public void say(String format, Object... arguments) {
    progress.accept(format.formatted(arguments));
  }

  /** The number of slots that was asked for, or else this one. */
  public long slotsOr(long standard) {
    return slots.orElse(standard);
  }

  /** The number of lanes that was asked for, or else this one. */
  public int lanesOr(int standard) {
    return lanes.orElse(standard);
  }
}
