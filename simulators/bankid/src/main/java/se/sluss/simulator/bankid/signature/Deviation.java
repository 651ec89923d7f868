package se.sluss.simulator.bankid.signature;

/**
 * One way in which a signature can differ from what BankID returns. Each breaks as little as
 * possible beside what it is named for: unless the constant says otherwise, digests, signature
 * value, chain, OCSP response and nonce are those of the deviating document.
 */
public enum Deviation {
  /** The visible text is exchanged after signing; its digest no longer fits. */
  ALTERED_VISIBLE_TEXT,
  /** A forged {@code usrVisibleData} stands in Object, ahead of the signed element. */
  SECOND_VISIBLE_DATA,
  /** A forged {@code bankIdSignedData} without the signed Id stands ahead of the signed one. */
  TWO_SIGNED_DATA,
  /** {@code clientInfo}, inside the signed element, bears the signed element's Id too. */
  DUPLICATE_ID,
  /** Wrapping: a forged element with the signed Id in Object, the signed one in a second Object. */
  WRAPPED_SIGNED_DATA,
  /** An empty second Object. */
  EXTRA_OBJECT,
  /** XML Signature elements under a prefix instead of a default namespace; otherwise valid. */
  PREFIX_NAMESPACE,
  /** Signed with {@code rsa-sha1}, and validly so. */
  RSA_SHA1,
  /** Digests made with SHA-1, and validly so. */
  SHA1_DIGEST,
  /** A third Reference, to the key information once more. */
  THIRD_REFERENCE,
  /** The two References in reverse order. */
  REFERENCES_SWAPPED,
  /** An enveloped-signature transform ahead of the canonicalization. */
  ENVELOPED_TRANSFORM,
  /** The signature value does not belong to the signed information. */
  FORGED_SIGNATURE_VALUE,
  /** An XML comment inside the signed element; canonicalization drops it, so digests fit. */
  COMMENT_IN_SIGNED_DATA,
  /** A document type declaration ahead of the document element. */
  DOCTYPE,
  /** The outer base64 is broken into lines. */
  BASE64_LINE_BREAKS,
  /** A login signature: {@code funcId} is {@code Identification}. */
  IDENTIFICATION,
  /** Made for another relying party, as {@code srvInfo} says. */
  OTHER_RELYING_PARTY,
  /** Made with another person's BankID. */
  OTHER_PERSON,
  /** Made with the person's authentication certificate: digitalSignature, not nonRepudiation. */
  LEAF_WITHOUT_NON_REPUDIATION,
  /** Chain and OCSP response from a hierarchy with the same names and other keys. */
  LOOKALIKE_ROOT,
  /** The root is the fourth certificate in X509Data. */
  ROOT_INCLUDED,
  /** The customer and bank certificates change places in X509Data. */
  CHAIN_REORDERED,
  /** The same, after signing; the digest of the key information no longer fits. */
  KEY_INFO_ALTERED,

  /** OCSP: the certificate is revoked. */
  OCSP_REVOKED,
  /** OCSP: the responder does not know the certificate. */
  OCSP_UNKNOWN,
  /** OCSP: response status tryLater, without content. */
  OCSP_TRY_LATER,
  /** OCSP: no nonce extension. */
  OCSP_WITHOUT_NONCE,
  /** OCSP: the nonce in an OCTET STRING of its own inside the extension, as RFC 8954 wants it. */
  OCSP_NESTED_NONCE,
  /** OCSP: the nonce of another signature. */
  OCSP_OTHER_NONCE,
  /** OCSP: a nonce of only the twenty bytes that name the signature. */
  OCSP_SHORT_NONCE,
  /** OCSP: about the certificate, and about another one. */
  OCSP_TWO_ANSWERS,
  /** OCSP: with a critical extension that nobody knows. */
  OCSP_UNKNOWN_EXTENSION,
  /** OCSP: about another certificate of the same authority. */
  OCSP_WRONG_SERIAL,
  /** OCSP: the responder's certificate lacks extended key usage. */
  OCSP_RESPONDER_WITHOUT_EKU,
  /** OCSP: the responder's certificate lacks id-pkix-ocsp-nocheck. */
  OCSP_RESPONDER_WITHOUT_NO_CHECK,
  /** OCSP: the responder's issuer has the right name and another key. */
  OCSP_RESPONDER_OF_LOOKALIKE,
  /** OCSP: the responder's certificate had ended. */
  OCSP_RESPONDER_EXPIRED,
  /** OCSP: the response says that another responder made it. */
  OCSP_NAMES_OTHER_RESPONDER,
  /** OCSP: no responder is enclosed. */
  OCSP_WITHOUT_RESPONDER,
  /** OCSP: signed by another key than that of the enclosed responder. */
  OCSP_SIGNED_BY_OTHER_KEY,
  /** OCSP: signed with SHA-1. */
  OCSP_SHA1_SIGNATURE,
  /** OCSP: what it tells of had a next update before the response was produced. */
  OCSP_STALE,
  /** OCSP: what it tells of is later than the response. */
  OCSP_OF_LATER_TIME,
  /** OCSP: produced an hour before the signing. */
  OCSP_PRODUCED_BEFORE_ORDER,
  /** OCSP: produced an hour after the signing. */
  OCSP_PRODUCED_IN_FUTURE
}
