package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import se.sluss.model.contract.AssistantFacts;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.id.SignerRole;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.signature.BankIdSignatureVerifier;
import se.sluss.model.signature.TimeWindow;
import se.sluss.model.signature.TrustRoots;
import se.sluss.model.signature.VerificationRequest;
import se.sluss.model.signature.VerificationResult;
import se.sluss.model.xml.SignedEntry;
import se.sluss.signing.bankid.BankIdConfig;
import se.sluss.signing.bankid.RelyingPartyTls;

/**
 * Holds a signature that a document came with against the document: step by step as one that was
 * collected here, but for what only our own order would know, the text, the relying party and the
 * person that it was opened for. An assistant's must be the assistant's.
 */
@ApplicationScoped
public class CheckBroughtSignature {
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final SigningConfig config;
  private final Set<String> policies;
  private final TrustRoots roots;
  private final InstantSource clock;
  private final BankIdSignatureVerifier verifier = new BankIdSignatureVerifier();

  /** What came of it. */
  sealed interface Verdict {
    /**
     * It holds.
     *
     * @param signedAt by BankID's clock
     */
    record Good(Instant signedAt) implements Verdict {}

    /**
     * Worth nothing.
     *
     * @param check the name of the step that failed
     */
    record Bad(String check) implements Verdict {}
  }

  public CheckBroughtSignature(SigningConfig config, BankIdConfig bankId, InstantSource clock) {
    this.config = config;
    this.policies = bankId.certificatePolicies();
    this.roots = RelyingPartyTls.userRoots(bankId);
    this.clock = clock;
  }

  Verdict of(CollectedSignature signature, SubmissionAccepted document, AssistantFacts assistant) {
    Optional<Personnummer> required =
        signature.role() == SignerRole.ASSISTENT ? assistant.personnummer() : Optional.empty();
    if (signature.role() == SignerRole.ASSISTENT && required.isEmpty()) {
      return new Verdict.Bad("PERSON");
    }
    Instant now = clock.instant();
    VerificationRequest.Builder wanted =
        VerificationRequest.of(
            signature.signature(),
            signature.ocspResponse(),
            roots,
            policies,
            Set.of(SignedEntry.parse(document.entry())),
            new TimeWindow(now.minus(config.broughtWithin()), now, config.clockSkew()));
    required.ifPresent(wanted::signer);
    return switch (verifier.verify(wanted.build())) {
      case VerificationResult.Verified verified ->
          LocalDate.ofInstant(verified.signedAt(), SWEDEN).equals(signature.signedOn())
              ? new Verdict.Good(verified.signedAt())
              : new Verdict.Bad("DATE");
      case VerificationResult.Rejected rejected ->
          new Verdict.Bad(rejected.failure().step().name());
    };
  }
}
