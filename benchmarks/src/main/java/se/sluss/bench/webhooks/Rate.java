package se.sluss.bench.webhooks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.Pause;

/**
 * How many deliveries a second one process signs, makes and records, beside a bare client. The two
 * take turns, so that what else happens on the machine meets both.
 */
final class Rate implements Phase {
  private static final int ENDPOINTS = 8;
  private static final int IN_FLIGHT = 5 * ENDPOINTS;
  private static final int MEASURED = 20_000;
  private static final int TURNS = 4;

  /** A turn of the bare client's, as a part of the time asked for. */
  private static final int BARE_PART = 36;

  /** At most so many slices of each side before anything is measured. */
  private static final int LONGEST_WARM_UP = 20;

  /** Deliveries in a slice of the warm-up. */
  private static final int SLICE = 4_000;

  /** A slice that is faster than the fastest before by less than this counts as no faster. */
  private static final double STILL_FASTER = 1.05;

  private static final Duration GLANCE = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "rate";
  }

  @Override
  public String about() {
    return "a backlog to %d endpoints, %d in flight, signed and recorded"
        .formatted(ENDPOINTS, IN_FLIGHT);
  }

  @Override
  public List<Figure> run(Settings settings) throws IOException, SQLException {
    int each = Math.toIntExact(settings.slotsOr(MEASURED)) / TURNS;
    Duration turn = settings.time().dividedBy(BARE_PART);
    try (WebhookStage stage = WebhookStage.set(settings, "webhooks-rate", ENDPOINTS);
        Backlog backlog = stage.backlog()) {
      BareClient bare = new BareClient(stage.sinkAuthority(), stage.sinkPort());
      int slice = Math.min(each, SLICE);
      warmUp(
          settings,
          "posts/s",
          () -> {
            double rate = bare.perSecond(IN_FLIGHT, turn, true);
            stage.forget();
            return rate;
          });
      warmUp(
          settings,
          "deliveries/s",
          () -> {
            double rate = slice / drain(stage, backlog, slice);
            stage.forget();
            return rate;
          });
      long before = backlog.delivered(stage.endpoints());
      double seconds = 0;
      double kept = 0;
      for (int i = 0; i < TURNS; i++) {
        stage.forget();
        double took = drain(stage, backlog, each);
        stage.forget();
        double posts = bare.perSecond(IN_FLIGHT, turn, true);
        settings.say("%.0f deliveries/s, %.0f posts/s of a bare client", each / took, posts);
        seconds += took;
        kept += posts / TURNS;
      }
      long missing = (long) each * TURNS - (backlog.delivered(stage.endpoints()) - before);
      stage.forget();
      double fresh = bare.perSecond(IN_FLIGHT, turn, false);
      double delivered = each * TURNS / seconds;
      return List.of(
          Figure.told("posts of a bare client", kept, "/s").noting("over kept connections"),
          Figure.told("the same with a connection each", fresh, "/s"),
          Figure.told("deliveries", delivered, "/s"),
          Figure.of("planned but not recorded as delivered", missing, "", Target.atMost(0, 0)),
          Figure.of(
              "deliveries ÷ posts of a bare client",
              missing == 0 ? delivered / kept : Double.NaN,
              "",
              Target.atLeast(0.2, 0.5)));
    }
  }

  /** What is measured once. */
  private interface Slice {
    double rate() throws IOException, SQLException;
  }

  /** Until three slices in a row are no faster than the fastest before them. */
  private static void warmUp(Settings settings, String unit, Slice slice)
      throws IOException, SQLException {
    double fastest = 0;
    int slower = 0;
    for (int i = 0; i < LONGEST_WARM_UP && slower < 3; i++) {
      double now = slice.rate();
      settings.say("warming up: %.0f %s", now, unit);
      slower = now < fastest * STILL_FASTER ? slower + 1 : 0;
      fastest = Math.max(fastest, now);
    }
  }

  /**
   * Plans so many and waits until none is left.
   *
   * @return the seconds it took
   * @throws IOException when some are still left after minutes, as after a failed attempt
   */
  private static double drain(WebhookStage stage, Backlog backlog, int count)
      throws IOException, SQLException {
    backlog.plan(count, stage.endpoints());
    long begin = System.nanoTime();
    while (backlog.anyPending(stage.endpoints())) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new IOException(
            "%d of %d were not delivered".formatted(backlog.pending(stage.endpoints()), count));
      }
      Pause.of(GLANCE);
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
