package se.sluss.submitter.governor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.submitter.delivery.Cause;

/**
 * Whether a lane may send, and why not.
 *
 * <pre>{@code
 * [*] --> RUNNING
 * RUNNING --> PAUSED: pause
 * RUNNING --> DRAINING: drain
 * RUNNING --> STOPPED: looks like a shut-off
 * DRAINING --> PAUSED: last answer, or pause
 * STOPPED --> TRYING: its time has come (claim)
 * STOPPED --> PAUSED: pause
 * STOPPED --> DRAINING: drain
 * TRYING --> RUNNING: good answer, a tenth of the pace
 * TRYING --> STOPPED: anything else, the wait doubled
 * TRYING --> PAUSED: pause
 * TRYING --> DRAINING: drain
 * PAUSED --> RUNNING: resume
 * DRAINING --> RUNNING: resume
 * STOPPED --> RUNNING: resume
 * }</pre>
 *
 * Only a claim starts a try, since only it can say that there is one call. A lane that is Running
 * can still go below its pace: see {@code lane_interval} in {@code R__governor.sql}.
 */
public sealed interface LaneState {
  /** It sends. */
  record Running() implements LaneState {
    Paused paused(String reason) {
      return new Paused(reason);
    }

    Draining draining(String reason) {
      return new Draining(reason);
    }

    Stopped stopped(Cause cause, TryPolicy tries, Instant now) {
      return Stopped.on(cause, tries.first(), now);
    }
  }

  /**
   * An operator paused it, or it is drained.
   *
   * @param reason in an operator's words, or {@code DRAINED}
   */
  record Paused(String reason) implements LaneState {
    Running resumed() {
      return new Running();
    }
  }

  /** Nothing more is sent; it is paused when the last answer is there. */
  record Draining(String reason) implements LaneState {
    Running resumed() {
      return new Running();
    }

    Paused paused(String why) {
      return new Paused(why);
    }
  }

  /**
   * The authority seems to have shut it off, or its address is not the authority's.
   *
   * @param tryAt when one call is tried; null when only an operator may say so
   * @param waited the wait before that try
   */
  record Stopped(Cause cause, @Nullable Instant tryAt, Duration waited) implements LaneState {
    static Stopped on(Cause cause, Duration wait, Instant now) {
      return new Stopped(cause, cause.mayPass() ? now.plus(wait) : null, wait);
    }

    Running resumed() {
      return new Running();
    }

    /** It tries nothing by itself until an operator says so. */
    Paused paused(String reason) {
      return new Paused(reason);
    }

    Draining draining(String reason) {
      return new Draining(reason);
    }

    /** The way could not even be opened when it was time to try. */
    Stopped again(Cause cause, TryPolicy tries, Instant now) {
      boolean due = tryAt != null && !now.isBefore(tryAt);
      return due ? on(cause, tries.after(waited), now) : this;
    }
  }

  /**
   * One call is under way to see whether the authority lets it in again.
   *
   * @param cause why it had stopped
   * @param waited the wait before this try
   */
  record Trying(Cause cause, Duration waited) implements LaneState {
    Running answered() {
      return new Running();
    }

    /** Whatever comes of the try, the operator's word stands. */
    Paused paused(String reason) {
      return new Paused(reason);
    }

    /** As {@link #paused}; the try's answer is waited for. */
    Draining draining(String reason) {
      return new Draining(reason);
    }

    Stopped failed(Optional<Cause> newCause, TryPolicy tries, Instant now) {
      return Stopped.on(newCause.orElse(cause), tries.after(waited), now);
    }
  }
}
