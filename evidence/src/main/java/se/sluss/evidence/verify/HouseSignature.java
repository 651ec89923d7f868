package se.sluss.evidence.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static se.sluss.evidence.EvidenceFormatException.unless;
import static se.sluss.evidence.verify.Finding.failed;
import static se.sluss.evidence.verify.Finding.notCheckable;
import static se.sluss.evidence.verify.Finding.passed;

import java.util.Arrays;
import java.util.Optional;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.EvidenceKeys.Verdict;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.JwsType;
import se.sluss.evidence.MemberNames;
import se.sluss.evidence.SignedBytes;

/**
 * The signature over the manifest. The key that it carries shows whether the manifest is whole;
 * whose key that is, only what the house publishes can tell.
 */
final class HouseSignature {
  private final EvidencePackage evidence;
  private final Optional<EvidenceKeys> published;

  HouseSignature(EvidencePackage evidence, Trust trust) {
    this.evidence = evidence;
    this.published = trust.keys();
  }

  private SignedBytes read() {
    return SignedBytes.readDetached(
        JwsType.EVIDENCE,
        // Not as UTF-8, which reads different bytes as the same letter.
        new String(evidence.get(MemberNames.MANIFEST_SIGNATURE), ISO_8859_1),
        evidence.get(MemberNames.MANIFEST));
  }

  Finding signature() {
    SignedBytes signed = read();
    EvidenceKeys own =
        signed
            .ownKey()
            .orElseThrow(
                () -> new EvidenceFormatException("the signature does not carry its own key"));
    unless(
        own.verify(signed) == Verdict.VALID,
        "the manifest or its signature was changed: they do not belong together");
    unless(
        Arrays.equals(
            evidence.get(MemberNames.KEY),
            own.pem(signed.keyId()).orElseThrow().getBytes(US_ASCII)),
        MemberNames.KEY + " is not the key that signed");
    return passed(CheckName.MANIFEST_SIGNATURE, "signed with the key " + signed.keyId());
  }

  Finding key() {
    SignedBytes signed = read();
    if (published.isEmpty()) {
      return notCheckable(
          CheckName.EVIDENCE_KEY,
          "no keys were given; compare the thumbprint "
              + signed.keyId()
              + " with the one that the house publishes");
    }
    return switch (published.get().verify(signed)) {
      case VALID -> passed(CheckName.EVIDENCE_KEY, signed.keyId() + " is a key of the house");
      case FORGED ->
          failed(CheckName.EVIDENCE_KEY, "the house's key " + signed.keyId() + " did not sign");
      case UNKNOWN_KEY ->
          failed(CheckName.EVIDENCE_KEY, "the house does not publish the key " + signed.keyId());
    };
  }

  /** What is known of the house's keys: the published ones, or else the one that came along. */
  EvidenceKeys keys() {
    return published.orElseGet(
        () -> {
          try {
            return read().ownKey().orElse(EvidenceKeys.NONE);
          } catch (EvidenceFormatException e) {
            return EvidenceKeys.NONE;
          }
        });
  }
}
