package se.sluss.kit.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import se.sluss.kit.limit.QuotaWindows.Share;

/** What one replica may still admit of one quota in one window, without asking again. */
final class Allowance {
  private final Quota quota;
  private Share share = new Share(0, 0, QuotaWindows.LENGTH);
  private int unused;
  private Instant ends = Instant.MIN;

  Allowance(Quota quota) {
    this.quota = quota;
  }

  /** One request more. A new share is asked for when the last is used up, and not in vain. */
  synchronized Standing take(Instant now, Supplier<Share> more) {
    boolean over = ended(now);
    if (over) {
      unused = 0;
    }
    if (unused == 0 && (over || share.left() > 0)) {
      share = more.get();
      unused = share.granted();
      ends = now.plus(share.untilReset());
    }
    boolean admitted = unused > 0;
    if (admitted) {
      unused--;
    }
    return new Standing(quota, admitted, unused + share.left(), Duration.between(now, ends));
  }

  /** The request was refused for another reason. */
  synchronized void giveBack() {
    unused++;
  }

  synchronized boolean ended(Instant now) {
    return !now.isBefore(ends);
  }
}
