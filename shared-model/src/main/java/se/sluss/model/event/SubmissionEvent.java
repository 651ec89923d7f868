package se.sluss.model.event;

/** Something that happened to one submission; its identifier is the key. */
public sealed interface SubmissionEvent extends DomainEvent
    permits SubmissionAccepted,
        SubmissionCancelRequested,
        SubmissionAwaitingSignature,
        SubmissionSignatureMissing,
        SubmissionSigned,
        SubmissionExpired,
        SubmissionCancelled,
        SubmissionQueued,
        SubmissionSending,
        SubmissionReceived,
        SubmissionRefused,
        SubmissionInDoubt,
        SubmissionParked,
        SubmissionResolved,
        ReceiptStored {

  SubmissionRef submission();

  @Override
  default String key() {
    return submission().submissionId().value();
  }
}
