package se.sluss.bench.queue;

import java.util.List;
import se.sluss.bench.frame.Phase;

/** The phases that ask the fair queue in the database, without any process of ours. */
public final class QueuePhases {
  /** In the order in which they run. */
  public static final List<Phase> ALL =
      List.of(
          new FairTurns(), new Newcomer(), new DatesInTime(), new CostOfChoice(), new CostOfCall());

  private QueuePhases() {}
}
