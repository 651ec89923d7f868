package se.sluss.bench.queue;

/**
 * A document of a trace; times in microseconds after its beginning.
 *
 * @param due when its call must have gone; {@link #UNDATED} when that is not known
 */
record Document(String id, String tenant, long arrives, long due) {
  static final long UNDATED = Long.MAX_VALUE;

  boolean dated() {
    return due != UNDATED;
  }

  /** Whether a slot that opens then is soon enough. */
  boolean inTime(long slot) {
    return slot < due;
  }
}
