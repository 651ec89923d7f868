package se.sluss.submitter.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.hash.Sha256;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.SignedEntry;

/** Opens sealed documents and holds them to what was signed. */
@ApplicationScoped
public class OpenDocument {
  private final Sealer sealer;

  public OpenDocument(Sealer sealer) {
    this.sealer = sealer;
  }

  /**
   * The document and its signatures.
   *
   * @throws IllegalStateException when the bytes are not those that the hash stands for
   * @throws se.sluss.model.sealed.SealBrokenException when the seal is not ours
   */
  public SignedDocument open(SubmissionRef submission, Deliveries.Sealed sealed) {
    String subject = submission.submissionId().value();
    byte[] bytes = sealer.open(submission.tenantId(), subject, Purpose.DOCUMENT, sealed.document());
    if (!Sha256.hex(bytes).equals(sealed.documentSha256())) {
      throw new IllegalStateException("The document of " + subject + " is not what was signed");
    }
    List<CollectedSignature> signatures =
        CollectedSignature.readAll(
            sealer.open(submission.tenantId(), subject, Purpose.SIGNATURES, sealed.signatures()));
    return new SignedDocument(submission.service(), bytes, signatures);
  }

  /** As {@link #open}, and that the entry and the signers are those that the service asks for. */
  void check(SubmissionRef submission, Deliveries.Sealed sealed) {
    SignedDocument document = open(submission, sealed);
    String entry = SignedEntry.of(HardenedXml.parse(document.bytes())).toString();
    if (!entry.equals(sealed.entry())) {
      throw new IllegalStateException(
          "The entry of " + submission.submissionId() + " is not that of its document");
    }
    Set<SignerRole> signers = EnumSet.noneOf(SignerRole.class);
    document.signatures().forEach(signature -> signers.add(signature.role()));
    if (!signers.containsAll(needed(submission.service()))) {
      throw new IllegalStateException(
          "A signature of " + submission.submissionId() + " is missing");
    }
  }

  private static Set<SignerRole> needed(Service service) {
    return switch (service) {
      case E_IOA -> EnumSet.of(SignerRole.ANORDNARE);
      case ELT -> EnumSet.of(SignerRole.ASSISTENT, SignerRole.ANORDNARE);
    };
  }
}
