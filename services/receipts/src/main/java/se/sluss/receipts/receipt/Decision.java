package se.sluss.receipts.receipt;

import java.util.Optional;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.sealed.SealedBytes;

/** Who decided how a submission ended, and what there is to show for it. */
public sealed interface Decision {
  /**
   * The authority, by its answer to a call.
   *
   * @param sealedResponse its raw answer, sealed for the submission; empty once it was erased
   */
  record ByAuthority(Verdict verdict, Call call, Optional<SealedBytes> sealedResponse)
      implements Decision {}

  /**
   * A person, who looked at a parked submission. No answer of the authority's belongs to it.
   *
   * @param txId the authority's identifier of the call, as the person was told it; present exactly
   *     when the authority has the document
   * @param reason the person's words; never personal
   * @param resolvedBy who it was, as far as the credential told
   */
  record ByOperator(
      ConnectionId connectionId,
      ReceiptOutcome outcome,
      Optional<String> txId,
      String reason,
      String resolvedBy)
      implements Decision {}

  /** The call that brought the answer. */
  record Call(ConnectionId connectionId, AttemptId attemptId, int attemptNumber) {}

  /** Who decided, as one word. */
  enum Source {
    AUTHORITY,
    OPERATOR
  }

  default Source source() {
    return switch (this) {
      case ByAuthority _ -> Source.AUTHORITY;
      case ByOperator _ -> Source.OPERATOR;
    };
  }

  default ReceiptOutcome outcome() {
    return switch (this) {
      case ByAuthority authority -> authority.verdict().outcome();
      case ByOperator operator -> operator.outcome();
    };
  }

  /** The authority's identifier of the call; present exactly when it has the document. */
  default Optional<String> txId() {
    return switch (this) {
      case ByAuthority(Verdict.Received(String txId), _, _) -> Optional.of(txId);
      case ByAuthority(Verdict.Refused _, _, _) -> Optional.empty();
      case ByOperator operator -> operator.txId();
    };
  }

  /** The connection in whose lane the submission was. */
  default ConnectionId connectionId() {
    return switch (this) {
      case ByAuthority authority -> authority.call().connectionId();
      case ByOperator operator -> operator.connectionId();
    };
  }
}
