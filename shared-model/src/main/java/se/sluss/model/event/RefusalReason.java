package se.sluss.model.event;

/** The two faults by which the authority itself refuses a document; nothing else does. */
public enum RefusalReason {
  XML_VALIDATION,
  SIGNATURE_VALIDATION
}
