package se.sluss.submitter.certificate;

/** What a certificate of a connection is for. */
public enum CertificatePurpose {
  /** The connection shows itself with it. */
  TLS,
  /** The authority asks vendors to have one; nothing in its contracts is signed with it. */
  SIGNING
}
