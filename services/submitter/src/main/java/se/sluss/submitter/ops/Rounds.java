package se.sluss.submitter.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.submitter.delivery.SweepStale;
import se.sluss.submitter.governor.LaneView;
import se.sluss.submitter.governor.Lanes;

/** Regular rounds: take up what was left behind, and measure the lanes. */
@ApplicationScoped
class Rounds {
  private static final Logger LOG = Logger.getLogger(Rounds.class);

  private final SweepStale sweepStale;
  private final Lanes lanes;
  private final Transactions transactions;
  private final AtomicLong stopped;
  private final AtomicLong backlog;
  private final AtomicLong unconnected;

  Rounds(SweepStale sweepStale, Lanes lanes, Transactions transactions, MeterRegistry meters) {
    this.sweepStale = sweepStale;
    this.lanes = lanes;
    this.transactions = transactions;
    this.stopped = gauge(meters, Names.LANES_STOPPED);
    this.backlog = gauge(meters, Names.BACKLOG);
    this.unconnected = gauge(meters, Names.UNCONNECTED);
  }

  private static AtomicLong gauge(MeterRegistry meters, String name) {
    AtomicLong value = new AtomicLong();
    meters.gauge(name, value);
    return value;
  }

  @RunOnVirtualThread
  @Scheduled(
      identity = "sweep",
      every = "${sluss.submitter.delivery.sweep:PT5S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try {
      sweepStale.sweep();
      transactions.asSystem(lanes::refresh);
      measure(transactions.asSystem(() -> lanes.views(null)));
    } catch (RuntimeException e) {
      LOG.warnf(e, "A round failed and comes again");
    }
  }

  private void measure(List<LaneView> views) {
    stopped.set(views.stream().filter(lane -> lane.state().equals("STOPPED")).count());
    backlog.set(sum(views, true));
    unconnected.set(sum(views, false));
  }

  private static long sum(List<LaneView> views, boolean connected) {
    return views.stream()
        .filter(lane -> lane.connection().isPresent() == connected)
        .mapToLong(LaneView::backlog)
        .sum();
  }
}
