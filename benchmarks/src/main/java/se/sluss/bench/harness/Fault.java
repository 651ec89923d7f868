package se.sluss.bench.harness;

/** The faults that can be drawn, and how often each is, against the others. */
public enum Fault {
  /** A replica is killed (SIGKILL) and started again. */
  KILL(3),
  /** A replica is frozen (SIGSTOP) for 0.05 to 30 s. */
  FREEZE(5),
  /** All replicas are frozen when a granted slot opens, one of them for 0.05 to 30 s. */
  FREEZE_AT_GRANT(6),
  /** A lane's row is locked for 0.1 to 2 s and rolled back. */
  HOLD_ROW(6),
  /** Postgres is killed (SIGKILL) and started again. */
  KILL_POSTGRES(1),
  /** A lane's connections to the authority pass one way only for 0.2 to 5 s. */
  CUT_AUTHORITY(5),
  /** A replica's connections to Postgres pass one way only for 0.2 to 5 s. */
  CUT_POSTGRES(4),
  /** A stranger joins the consumers' group for 1 to 4 s, commits nothing and leaves. */
  REBALANCE(2),
  /** A replica's wall clock is stepped by up to 5 s. */
  STEP_CLOCK(5);

  private final int weight;

  Fault(int weight) {
    this.weight = weight;
  }

  int weight() {
    return weight;
  }
}
