package se.sluss.simulator.authority.ledger;

/**
 * How much the ledger holds in memory. Counts, judgements and the identity of documents are never
 * forgotten.
 *
 * @param entries the latest so many calls
 * @param documents whether the bytes of their documents are held too
 */
public record Keep(int entries, boolean documents) {
  /** Everything. */
  public static final Keep ALL = new Keep(Integer.MAX_VALUE, true);

  public Keep {
    if (entries < 1) {
      throw new IllegalArgumentException("at least one entry is kept");
    }
  }
}
