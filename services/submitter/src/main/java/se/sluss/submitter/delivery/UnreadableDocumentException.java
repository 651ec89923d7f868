package se.sluss.submitter.delivery;

import se.sluss.model.id.SubmissionId;

/** No message can be made of a document, and trying again would not help. */
public final class UnreadableDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableDocumentException(SubmissionId submission, Throwable cause) {
    super("No message can be made of " + submission, cause);
  }
}
