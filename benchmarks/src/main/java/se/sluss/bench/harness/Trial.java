package se.sluss.bench.harness;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A run with all faults at once, with dates and a ceiling over some lanes, which ends when it has
 * seen enough, and a fault of every kind; or with the first breach.
 *
 * @param slots calls that the authority saw
 * @param took until nothing was fed any more
 * @param deeds how often each fault came off
 * @param missing kinds of faults that were asked for and never came off while there was work
 * @param unusable faults that could not be made to happen
 * @param ceiling what came of the lanes under it
 * @param heldUp for how long a request was held up at most on its way, beyond what was drawn
 */
public record Trial(
    long slots,
    Duration took,
    Map<Fault, Integer> deeds,
    Set<Fault> missing,
    List<String> unusable,
    EndCheck end,
    AuthorityDoor.Summary summary,
    Ceiling.Sight ceiling,
    Duration heldUp) {
  private static final double SHARE = 0.03;
  private static final Duration JITTER = Duration.ofMillis(40);
  private static final Duration DATABASE_JITTER = Duration.ofMillis(5);
  private static final int BACKLOG = 40;
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How long a run waits at most for kinds of faults that have not come off yet. */
  private static final Duration MOST_OVERTIME = Duration.ofMinutes(2);

  /** The faults that can be made to happen here: wall clocks need a library. */
  public static Set<Fault> possible(Stage stage) {
    Set<Fault> all = EnumSet.allOf(Fault.class);
    if (stage.replicas().stream().noneMatch(replica -> replica.clock().isPresent())) {
      all.remove(Fault.STEP_CLOCK);
    }
    return all;
  }

  /**
   * Runs until that many calls were made, or until time is up.
   *
   * @param every how long from one fault to the next on average
   */
  public static Trial run(
      Stage stage, Set<Fault> faults, Duration every, long slots, Duration time) {
    long begin = System.nanoTime();
    AuthorityDoor authority = stage.authority();
    Ceiling ceiling = Ceiling.over(stage);
    try (Feeder feeder = new Feeder(stage, Dates.drawn(stage.options().seed()));
        Murderer murderer = new Murderer(stage, faults, every, stage.options().progress())) {
      feeder.keep(BACKLOG);
      stage.lanes().forEach(lane -> lane.way().jitter(JITTER));
      stage
          .replicas()
          .forEach(replica -> replica.database().ifPresent(way -> way.jitter(DATABASE_JITTER)));
      authority.chaos(stage.options().seed(), SHARE, Waits.LATEST_ANSWER);
      murderer.start();
      Pause.until(time, LOOK, enough(stage, slots));
      Pause.until(
          MOST_OVERTIME,
          LOOK,
          () -> murderer.missing().isEmpty() || authority.summary().allBreaches() > 0);
      Set<Fault> missing = murderer.missing();
      feeder.stop();
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      stage.options().progress().accept("No more faults; waiting for what is on its way ...");
      murderer.close();
      authority.calm();
      EndCheck end = EndCheck.of(stage, feeder, Waits.TO_SETTLE);
      AuthorityDoor.Summary summary = authority.summary();
      return new Trial(
          summary.calls(),
          took,
          murderer.counts(),
          missing,
          murderer.failures().stream().map(RuntimeException::toString).toList(),
          end,
          summary,
          ceiling.seenIn(authority.callsAfter(0)),
          stage.longestHoldUp());
    }
  }

  private static BooleanSupplier enough(Stage stage, long slots) {
    return new BooleanSupplier() {
      private long told;

      @Override
      public boolean getAsBoolean() {
        AuthorityDoor.Summary summary = stage.authority().summary();
        if (summary.calls() / 10_000 > told) {
          told = summary.calls() / 10_000;
          stage.options().progress().accept(summary.calls() + " calls, " + summary.breaches());
        }
        return summary.calls() >= slots || summary.allBreaches() > 0;
      }
    };
  }
}
