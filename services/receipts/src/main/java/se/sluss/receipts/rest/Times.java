package se.sluss.receipts.rest;

import java.time.Instant;

/** Times that requests may name. The database knows fewer years than an {@link Instant}. */
final class Times {
  /** Which ones, to be said after what is asked for. */
  static final String KEPT = "in one of the years 1970 to 9999";

  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");

  private Times() {}

  /**
   * Whether the database can hold it; nothing here is older than the first or younger than this.
   */
  static boolean isKept(Instant time) {
    return !time.isBefore(Instant.EPOCH) && !time.isAfter(END);
  }
}
