package se.sluss.simulator.authority.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The three who judge the pace of a client on a path, each from the times of first bytes alone. A
 * is the interval.
 */
public enum Judge {
  /** Two neighbouring calls are at least A apart. */
  @JsonProperty("leastGap")
  LEAST_GAP,
  /**
   * Any stretch of time of length k·A, its beginning counted in and its end not, holds at most k
   * calls. So a stretch with both ends counted in holds at most k + 1.
   */
  @JsonProperty("window")
  WINDOW,
  /**
   * The generic cell rate algorithm with burst 0: a call that comes before the theoretical arrival
   * time breaches; one that does not moves that time to A after itself.
   */
  @JsonProperty("gcra")
  GCRA
}
