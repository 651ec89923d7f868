package se.sluss.model.sealed;

/** What a sealed payload is for; bound to it, so that one cannot be passed off as another. */
public enum Purpose {
  DOCUMENT,
  SIGNATURES,
  BANKID_REQUEST,
  BANKID_RESPONSE,
  AUTHORITY_RESPONSE,
  AUTHORITY_MESSAGE,
  KEY_STORE,
  WEBHOOK_SECRET,
  IDEMPOTENT_RESPONSE,
  SIGNERS,
  EVIDENCE,
  PACKAGE_KEY
}
