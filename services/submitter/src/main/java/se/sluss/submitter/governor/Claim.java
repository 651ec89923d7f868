package se.sluss.submitter.governor;

import java.time.Duration;

/** What came of asking a lane for a slot. */
public sealed interface Claim {

  record Granted(Grant grant) implements Claim {}

  /** The lane is not due; ask again after the wait. */
  record NotDue(Duration until) implements Claim {}

  /** The lane is due and nothing may go in it: no job is ready, or too many calls are in flight. */
  record NothingToSend() implements Claim {}

  /** Another replica is asking at this moment. */
  record Busy() implements Claim {}

  /** The lane is paused, draining, stopped or trying. */
  record Halted() implements Claim {}
}
