package se.sluss.bench.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.model.id.SubmissionId;

/**
 * Whether the time of an answer tells a stranger that a submission exists: another vendor's and one
 * that is not there, asked for in pairs in an order that is drawn.
 */
final class Strangers implements Phase {
  private static final int SUBMISSIONS = 200;
  private static final int PAIRS = 10_000;
  private static final double EVEN = 0.5;

  @Override
  public String name() {
    return "strangers";
  }

  @Override
  public String about() {
    return "another's submission and one that is not there, asked for %d times each"
        .formatted(PAIRS);
  }

  @Override
  public List<Figure> run(Settings settings) throws IOException {
    try (IntakeStage stage = IntakeStage.set(settings, "intake-strangers");
        HttpConnection connection = new HttpConnection(stage.address())) {
      List<String> there = new ArrayList<>();
      for (int i = 0; i < SUBMISSIONS; i++) {
        there.add(stage.handIn(connection, HandedIn.notification()));
      }
      Map<String, String> stranger = stage.stranger();
      var random = new SplittableRandom(settings.seed());
      new Comparison(connection, stranger, there, random).run(PAIRS / 2);
      var measured = new Comparison(connection, stranger, there, random);
      measured.run(PAIRS);
      return measured.figures();
    }
  }

  /** Pairs of requests, and what each took. */
  private static final class Comparison {
    private final HttpConnection connection;
    private final Map<String, String> stranger;
    private final List<String> there;
    private final SplittableRandom random;
    private final Histogram anothers = new Histogram(3);
    private final Histogram missing = new Histogram(3);
    private double longer;
    private long pairs;

    Comparison(
        HttpConnection connection,
        Map<String, String> stranger,
        List<String> there,
        SplittableRandom random) {
      this.connection = connection;
      this.stranger = stranger;
      this.there = there;
      this.random = random;
    }

    void run(int times) throws IOException {
      for (int i = 0; i < times; i++) {
        List<String> both =
            new ArrayList<>(
                List.of(there.get(random.nextInt(there.size())), SubmissionId.next().value()));
        String one = both.getFirst();
        if (random.nextBoolean()) {
          Collections.reverse(both);
        }
        long[] nanos = {nanos(both.getFirst()), nanos(both.getLast())};
        int at = both.indexOf(one);
        anothers.recordValue(nanos[at]);
        missing.recordValue(nanos[1 - at]);
        longer += nanos[at] > nanos[1 - at] ? 1 : nanos[at] == nanos[1 - at] ? EVEN : 0;
        pairs++;
      }
    }

    private long nanos(String submission) throws IOException {
      long before = System.nanoTime();
      int status = connection.get("/v1/submissions/" + submission, stranger).status();
      if (status != 404) {
        throw new IOException("A stranger was answered " + status);
      }
      return System.nanoTime() - before;
    }

    /**
     * The share of pairs is robust against outliers. Of equal distributions it has a standard
     * deviation of 0.005 at this size; the floor lies four of them off.
     */
    List<Figure> figures() {
      double share = longer / pairs;
      return List.of(
          Figure.of("off even", Math.abs(share - EVEN), "", Target.atMost(0.02, 0.01))
              .noting("%.4f of %d pairs took longer for another's".formatted(share, pairs)),
          Figure.told(
              "median of another's ÷ of what is missing",
              anothers.getValueAtPercentile(50) / (double) missing.getValueAtPercentile(50),
              ""),
          Figure.told(
              "median of what is missing", missing.getValueAtPercentile(50) / 1_000.0, "µs"));
    }
  }
}
