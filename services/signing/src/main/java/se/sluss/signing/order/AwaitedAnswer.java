package se.sluss.signing.order;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** What is known of the answer that BankID is asked for, while it is not kept here. */
@Embeddable
@NullUnmarked
public class AwaitedAnswer {
  private boolean answerAwaited;
  private boolean foundGone;
  private Instant unansweredSince;

  protected AwaitedAnswer() {}

  /** For an order that nobody has asked for. */
  static AwaitedAnswer none() {
    return new AwaitedAnswer();
  }

  /**
   * BankID is asked.
   *
   * @return whether it was asked before, by a worker who left no answer
   */
  boolean ask() {
    boolean missing = answerAwaited;
    answerAwaited = true;
    return missing;
  }

  /** Whether somebody is asking, or left no answer. */
  boolean isAsked() {
    return answerAwaited;
  }

  /** It came, and is kept; or it is not waited for any more. */
  void came() {
    answerAwaited = false;
    foundGone = false;
    unansweredSince = null;
  }

  /** Nobody knows what BankID answered, or whether. */
  void stayedAway(Instant now) {
    if (unansweredSince == null) {
      unansweredSince = now;
    }
  }

  /**
   * BankID does not know the order any more.
   *
   * @return whether that was found before
   */
  boolean foundGone() {
    boolean before = foundGone;
    foundGone = true;
    return before;
  }

  /** Since when BankID gives no answer, in UTC; empty while it does. */
  Optional<Instant> unansweredSince() {
    return Optional.ofNullable(unansweredSince);
  }
}
