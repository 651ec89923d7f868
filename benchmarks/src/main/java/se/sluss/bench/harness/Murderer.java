package se.sluss.bench.harness;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
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
 * before. The same seed draws the same deeds; when they meet the program is not in its hands.
 * Several may go on at once, but a process suffers one at a time.
 */
public final class Murderer implements AutoCloseable {
  private static final long SHORTEST_WAIT = 300;
  private static final long LONGEST_WAIT = 3_000;

  private final SplittableRandom random;
  private final Set<Fault> faults;
  private final Weapons weapons;
  private final Consumer<String> progress;
  private final List<Deed> deeds = Collections.synchronizedList(new ArrayList<>());
  private final List<RuntimeException> failures = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService hands =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("murderer-", 0).factory());
  private final long begin = System.nanoTime();
  private volatile boolean ended;

  public Murderer(Stage stage, Set<Fault> faults, Consumer<String> progress) {
    this.random = new SplittableRandom(stage.options().seed());
    this.faults = faults.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(faults);
    this.weapons = new Weapons(stage, this::log);
    this.progress = progress;
  }

  /** Begins. */
  public void start() {
    hands.execute(this::run);
  }

  private void run() {
    Deque<Fault> first = new ArrayDeque<>(shuffled());
    while (!ended) {
      long wait = random.nextLong(SHORTEST_WAIT, LONGEST_WAIT);
      Fault fault = first.isEmpty() ? draw() : first.removeFirst();
      var own = new SplittableRandom(random.nextLong());
      Pause.until(Duration.ofMillis(wait), () -> ended);
      if (!ended) {
        try {
          hands.execute(() -> act(fault, own));
        } catch (RejectedExecutionException e) {
          return;
        }
      }
    }
  }

  /** Each once, so that short runs see them all. */
  private List<Fault> shuffled() {
    var order = new ArrayList<>(faults);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }

  private Fault draw() {
    int sum = faults.stream().mapToInt(Fault::weight).sum();
    int drawn = random.nextInt(sum);
    for (Fault fault : faults) {
      drawn -= fault.weight();
      if (drawn < 0) {
        return fault;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }

  private void act(Fault fault, SplittableRandom own) {
    try {
      weapons.strike(fault, own);
    } catch (RuntimeException e) {
      failures.add(e);
      progress.accept("A fault did not come off: %s: %s".formatted(fault, e));
    }
  }

  private void log(Fault fault, String detail) {
    var deed = new Deed(Duration.ofNanos(System.nanoTime() - begin), fault, detail);
    deeds.add(deed);
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

  /** Faults that could not be made to happen, though nothing stood against them. */
  public List<RuntimeException> failures() {
    return List.copyOf(failures);
  }
}
