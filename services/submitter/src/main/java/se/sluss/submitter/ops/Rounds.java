package se.sluss.submitter.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import se.sluss.kit.meters.ReadGauge;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.submitter.delivery.RetellPlaces;
import se.sluss.submitter.delivery.SweepStale;
import se.sluss.submitter.governor.LaneView;
import se.sluss.submitter.governor.Lanes;

/** Regular rounds: take up what was left behind, and measure the lanes. */
@ApplicationScoped
class Rounds {
  private static final Logger LOG = Logger.getLogger(Rounds.class);

  /** As {@code SubmitOutcome} names them. */
  private static final List<String> OUTCOMES =
      List.of("Received", "Refused", "NotSent", "InDoubt", "ShutOff");

  private final SweepStale sweepStale;
  private final RetellPlaces retellPlaces;
  private final Lanes lanes;
  private final Transactions transactions;
  private final LaneGauges gauges;
  private final ClosestCalls closestCalls;
  private final ReadGauge stopped;
  private final ReadGauge backlog;
  private final ReadGauge unconnected;

  Rounds(
      SweepStale sweepStale,
      RetellPlaces retellPlaces,
      Lanes lanes,
      Transactions transactions,
      LaneGauges gauges,
      ClosestCalls closestCalls,
      MeterRegistry meters) {
    this.sweepStale = sweepStale;
    this.retellPlaces = retellPlaces;
    this.lanes = lanes;
    this.transactions = transactions;
    this.gauges = gauges;
    this.closestCalls = closestCalls;
    this.stopped = new ReadGauge(meters, Names.LANES_STOPPED);
    this.backlog = new ReadGauge(meters, Names.BACKLOG);
    this.unconnected = new ReadGauge(meters, Names.UNCONNECTED);
    // From the start, so that the first of each is a rise and not a beginning.
    meters.counter(Names.VERDICTS_TOO_LATE);
    OUTCOMES.forEach(outcome -> meters.counter(Names.ATTEMPTS, "outcome", outcome));
  }

  @RunOnVirtualThread
  @Scheduled(
      identity = "sweep",
      every = "${sluss.submitter.delivery.sweep:PT5S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try {
      sweepStale.sweep();
      // One transaction a lane, so that no row is held while another is waited for.
      transactions
          .asSystem(lanes::toRefresh)
          .forEach(lane -> transactions.asSystem(() -> lanes.refresh(lane)));
      measure();
    } catch (RuntimeException e) {
      LOG.warnf(e, "A round failed and comes again");
    }
  }

  @RunOnVirtualThread
  @Scheduled(
      identity = "retell",
      every = "${sluss.submitter.delivery.retell:PT30S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void retell() {
    try {
      int told = retellPlaces.retell();
      if (told > 0) {
        LOG.infof("Places that moved were told again documents=%d", told);
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "Places that moved were not told and are looked for again");
    }
  }

  private void measure() {
    List<LaneView> views =
        transactions.asSystem(
            () -> {
              List<LaneView> seen = lanes.views(null);
              gauges.show(seen, closestCalls.gaps(), lanes.now());
              return seen;
            });
    stopped.show(views.stream().filter(lane -> lane.state().equals("STOPPED")).count());
    backlog.show(sum(views, true));
    unconnected.show(sum(views, false));
  }

  private static long sum(List<LaneView> views, boolean connected) {
    return views.stream()
        .filter(lane -> lane.connection().isPresent() == connected)
        .mapToLong(LaneView::backlog)
        .sum();
  }
}
