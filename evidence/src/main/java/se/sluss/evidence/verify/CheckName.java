package se.sluss.evidence.verify;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import se.sluss.model.id.SignerRole;

/** What is looked at, in the order in which it is told. */
public enum CheckName {
  /** The ZIP is in the one form that Sluss writes. */
  PACKAGE,
  /** {@code manifest.json} can be read. */
  MANIFEST,
  /** The files are those of the manifest: none missing, none more, each byte. */
  MEMBERS,
  /** {@code manifest.jws} signs the manifest with the key that it carries. */
  MANIFEST_SIGNATURE,
  /** That key is one that the house publishes. */
  EVIDENCE_KEY,
  /** The document's hash, canonical form and id are those of the manifest. */
  DOCUMENT,
  /** Everyone signed who has to. */
  SIGNERS,
  /** The assistant's signature holds, and its files are what BankID gave. */
  SIGNATURE_ASSISTENT,
  /** The provider's signature holds, and its files are what BankID gave. */
  SIGNATURE_ANORDNARE,
  /** The certificates lead to a root of BankID that was given. */
  BANKID_ROOT,
  /** What Sluss recorded of its own verification is what is found again. */
  RECORDED_VERIFICATION,
  /** The authority's answer says what the manifest says. */
  ANSWER,
  /** Nothing happened before what it follows from. */
  TIMES,
  /** The manifest stands in the log. */
  LOG_INCLUSION,
  /** The house signed the head of that log. */
  TREE_HEAD,
  /** The log that others were shown is the same, and only ever grew. */
  LOG_CONSISTENCY,
  /** A time-stamping service saw the manifest. */
  TIMESTAMP;

  /** As it is printed: {@code manifest-signature}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static CheckName signatureOf(SignerRole role) {
    return switch (role) {
      case ASSISTENT -> SIGNATURE_ASSISTENT;
      case ANORDNARE -> SIGNATURE_ANORDNARE;
    };
  }
}
