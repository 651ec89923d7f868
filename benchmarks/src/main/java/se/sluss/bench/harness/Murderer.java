package se.sluss.bench.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes faults happen, drawn from a seed: which, to whom, for how long and how soon after the one
 * before. The same seed draws the same, but for what has to be drawn again since it did not come
 * off; when deeds meet the program is not in its hands. Several may go on at once, but a process
 * suffers one at a time.
 */
public final class Murderer implements AutoCloseable {
  private static final double SHORTEST = 0.2;

  private final SplittableRandom random;
  private final Duration every;
  private final FaultDraws draws;
  private final Weapons weapons;
  private final Consumer<String> progress;
  private final List<Deed> deeds = Collections.synchronizedList(new ArrayList<>());
  private final List<RuntimeException> failures = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService hands =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("murderer-", 0).factory());
  private final long begin = System.nanoTime();
  private volatile boolean ended;

  /**
   * @param every how long from one fault to the next on average
   */
  public Murderer(Stage stage, Set<Fault> faults, Duration every, Consumer<String> progress) {
    this.every = every;
    this.random = new SplittableRandom(stage.options().seed());
    this.draws = new FaultDraws(faults, random);
    this.weapons = new Weapons(stage, this::log);
    this.progress = progress;
  }

  /** Begins. */
  public void start() {
    hands.execute(this::run);
  }

  private void run() {
    while (!ended) {
      double share = random.nextDouble(SHORTEST, 2 - SHORTEST);
      var own = new SplittableRandom(random.nextLong());
      Pause.until(Duration.ofMillis(Math.round(share * every.toMillis())), () -> ended);
      if (!ended) {
        Fault fault = draws.next();
        try {
          hands.execute(() -> act(fault, own));
        } catch (RejectedExecutionException e) {
          return;
        }
      }
    }
  }

  private void act(Fault fault, SplittableRandom own) {
    try {
      weapons.strike(fault, own);
    } catch (RuntimeException e) {
      failures.add(e);
      progress.accept("A fault did not come off: %s: %s".formatted(fault, e));
    } finally {
      draws.over(fault);
    }
  }

  private void log(Fault fault, String detail) {
    var deed = new Deed(Duration.ofNanos(System.nanoTime() - begin), fault, detail);
    deeds.add(deed);
    draws.cameOff(fault);
    progress.accept(deed.toString());
  }

  /** Ends, waits for what goes on, and puts everything right again. */
  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    hands.shutdown();
    try {
      if (!hands.awaitTermination(3, TimeUnit.MINUTES)) {
        throw new IllegalStateException("A fault does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    weapons.mend();
  }

  /** How often each fault came off; every fault is named. */
  public Map<Fault, Integer> counts() {
    var counts = new EnumMap<Fault, Integer>(Fault.class);
    Arrays.stream(Fault.values()).forEach(fault -> counts.put(fault, 0));
    synchronized (deeds) {
      deeds.forEach(deed -> counts.merge(deed.fault(), 1, Integer::sum));
    }
    return counts;
  }

  /** Kinds of which none has come off so far. */
  public Set<Fault> missing() {
    return draws.missing();
  }

  /** Faults that could not be made to happen, though nothing stood against them. */
  public List<RuntimeException> failures() {
    return List.copyOf(failures);
  }
}
