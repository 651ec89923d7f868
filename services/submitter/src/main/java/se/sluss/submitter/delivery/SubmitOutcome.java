package se.sluss.submitter.delivery;

import java.util.Optional;
import se.sluss.model.event.RefusalReason;

/**
 * What became of one attempt to hand a document to the authority, as seen from outside. Only the
 * authority's two declared faults refuse a document; whatever says nothing of the document leaves
 * it either certainly not sent or in doubt.
 */
public sealed interface SubmitOutcome {

  /**
   * The authority has it.
   *
   * @param txId the authority's identifier of the call
   */
  record Received(String txId) implements SubmitOutcome {}

  /**
   * The authority's verdict; the same bytes would be refused again.
   *
   * @param message the authority's words; may be personal, so never logged and never printed
   */
  record Refused(RefusalReason reason, String message) implements SubmitOutcome {
    @Override
    public String toString() {
      return "Refused[" + reason + "]";
    }
  }

  /** No byte left: the document keeps its place and goes in a later slot. */
  record NotSent(Cause cause) implements SubmitOutcome {}

  /** Bytes may have left and nobody knows what became of them. */
  record InDoubt(Cause cause) implements SubmitOutcome {}

  /**
   * What looks like a shut-off, or like an address that is not the service: the lane stops.
   *
   * @param mayHaveArrived whether the document may have been taken all the same
   */
  record ShutOff(Cause cause, boolean mayHaveArrived) implements SubmitOutcome {}

  /** In one word why the authority has not taken it, as far as anybody knows; empty if it has. */
  default Optional<String> fault() {
    return switch (this) {
      case Received _ -> Optional.empty();
      case Refused(RefusalReason reason, var _) -> Optional.of(reason.name());
      case NotSent(Cause cause) -> Optional.of(cause.name());
      case InDoubt(Cause cause) -> Optional.of(cause.name());
      case ShutOff(Cause cause, var _) -> Optional.of(cause.name());
    };
  }
}
