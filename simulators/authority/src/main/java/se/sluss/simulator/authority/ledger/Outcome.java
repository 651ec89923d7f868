package se.sluss.simulator.authority.ledger;

/** What became of one call. */
public enum Outcome {
  /** Stored and given a tx-id, whether or not the answer reached the caller. */
  ACCEPTED,
  XML_VALIDATION_ERROR,
  SIGNATURE_VALIDATION_ERROR,
  /** A SOAP fault that says nothing about the document. */
  SOAP_FAULT,
  /** An SHS error that says nothing about the document. */
  SHS_ERROR,
  /** Refused because the client came too soon, or had come too soon before. */
  SHUT_OFF,
  /** An HTTP error that says nothing about the document. */
  HTTP_STATUS,
  /** The connection was closed on purpose before anything was stored. */
  DROPPED_BEFORE_STORING,
  /** The caller went away before its request was complete. */
  INCOMPLETE;

  /** Whether the answer was a final no to the document. */
  public boolean refused() {
    return this == XML_VALIDATION_ERROR || this == SIGNATURE_VALIDATION_ERROR;
  }
}
