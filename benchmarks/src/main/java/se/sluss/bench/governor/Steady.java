package se.sluss.bench.governor;

import java.time.Duration;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.Arrivals;
import se.sluss.bench.harness.Feeder;
import se.sluss.bench.harness.Pause;
import se.sluss.bench.harness.Stage;
import se.sluss.bench.harness.StageOptions;

/** Warm lanes at one call per second that always have work, from one moment to another. */
final class Steady implements AutoCloseable {
  static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final int BACKLOG = 90;

  private final Stage stage;
  private final Feeder feeder;
  private final Watched watched;
  private final long from;
  private long to;

  private Steady(Stage stage, Feeder feeder) {
    this.stage = stage;
    this.feeder = feeder;
    this.watched = new Watched(stage);
    this.from = System.nanoTime();
  }

  /** Sets the stage; what is measured begins when this returns. */
  static Steady begin(StageOptions options) {
    Stage stage = Stage.set(options);
    Feeder feeder = new Feeder(stage);
    try {
      stage.fill(feeder, BACKLOG);
      feeder.keep(BACKLOG);
      Pause.of(WARM_UP);
      return new Steady(stage, feeder);
    } catch (RuntimeException e) {
      feeder.close();
      stage.close();
      throw e;
    }
  }

  Stage stage() {
    return stage;
  }

  /** Lets so much time go by. */
  void watch(Duration time) {
    watched.watch(time);
  }

  /** What is measured ends now. */
  void end() {
    to = System.nanoTime();
    feeder.stop();
    Findings.tell(stage);
  }

  /** What came in between. */
  Arrivals arrivals() {
    return Arrivals.between(stage.authority().callsAfter(0), from, to);
  }

  /** Calls times the agreed interval, divided by the time in which the lanes had work. */
  Figure rateUsed(String name, Target target) {
    int lanes = stage.lanes().size();
    double used = arrivals().count() * INTERVAL.toMillis() / 1e3;
    return Figure.of(name, used / ((to - from) / 1e9 * lanes), "", target)
        .noting(
            "%d lanes; calls x agreed interval ÷ time with work; %s"
                .formatted(lanes, watched.words()));
  }

  @Override
  public void close() {
    feeder.close();
    stage.close();
  }
}
