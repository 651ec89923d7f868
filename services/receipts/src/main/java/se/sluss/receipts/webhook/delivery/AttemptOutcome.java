package se.sluss.receipts.webhook.delivery;

/** What became of one attempt to hand an event to an endpoint. */
public sealed interface AttemptOutcome {
  /** Answered 2xx. */
  record Delivered() implements AttemptOutcome {}

  /** Answered 410: the endpoint wants nothing any more. */
  record Gone() implements AttemptOutcome {}

  /**
   * Answered 429, 502 or 504, or not in time, be it its name server or itself: the endpoint or what
   * is before it is overloaded.
   */
  record Overloaded(FailureReason reason) implements AttemptOutcome {}

  /** Anything else, redirects included. */
  record Failed(FailureReason reason) implements AttemptOutcome {}

  /** What an answer with this status comes to. */
  static AttemptOutcome ofStatus(int status) {
    return switch (status) {
      case 410 -> new Gone();
      case 429, 502, 504 -> new Overloaded(FailureReason.STATUS);
      default -> status >= 200 && status < 300 ? new Delivered() : new Failed(FailureReason.STATUS);
    };
  }

  /** A word for rows, logs and metrics. */
  default String word() {
    return switch (this) {
      case Delivered _ -> "DELIVERED";
      case Gone _ -> "GONE";
      case Overloaded _ -> "OVERLOADED";
      case Failed _ -> "FAILED";
    };
  }
}
