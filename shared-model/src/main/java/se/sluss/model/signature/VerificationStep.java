package se.sluss.model.signature;

/** What is looked at, in the order in which it is looked at. A failing step ends the looking. */
public enum VerificationStep {
  /** The signature is canonical base64 of a bearable size. */
  ENCODING,
  /** The XML is read without declarations, comments, instructions and CDATA sections. */
  PARSING,
  /** The tree is exactly the one that BankID makes; what defends against wrapping. */
  STRUCTURE,
  /** Only the algorithms that BankID uses. */
  ALGORITHMS,
  /** The references point at the very elements that the content is read from. */
  REFERENCES,
  /** Digests and signature value, with the key of the first certificate. */
  CORE_VALIDATION,
  /** The three certificates lead to a pinned root at the time of signing. */
  CERTIFICATE_CHAIN,
  /** The certificate is one for signing, of an allowed policy and valid at the time. */
  SIGNING_CERTIFICATE,
  /** Made by signing, not by logging in. */
  PURPOSE,
  /** The text that the person saw. */
  VISIBLE_DATA,
  /** The entries of the documents. */
  NON_VISIBLE_DATA,
  /** Made for this relying party. */
  RELYING_PARTY,
  /** Made by this person. */
  PERSON,
  /** The OCSP response: about this certificate, good, by a responder of its issuer. */
  OCSP,
  /** The OCSP response was made for this very signature. */
  NONCE,
  /** The OCSP response was made while the order ran. */
  TIME,
  /** BankID's risk assessment and the reading of an identity document. */
  RISK
}
