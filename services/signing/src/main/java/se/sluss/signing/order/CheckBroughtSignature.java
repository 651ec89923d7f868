package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import se.sluss.model.contract.AssistantFacts;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.signature.AcceptedCertificates;
import se.sluss.model.signature.BankIdSignatureVerifier;
import se.sluss.model.signature.TimeWindow;
import se.sluss.model.signature.VerificationRequest;
import se.sluss.model.signature.VerificationResult;
import se.sluss.model.xml.SignedEntry;
import se.sluss.signing.bankid.Environments;

/**
 * Holds a signature that a document came with against the document: step by step as one that was
 * collected here, but for what only our own order would know, the text, the relying party and the
 * person that it was opened for. It must be of one who may sign, by the rule that holds for orders.
 */
@ApplicationScoped
public class CheckBroughtSignature {
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  /** The check that fails when there is nobody who may sign: nobody was vouched for, say. */
  private static final String NOBODY_MAY = "SIGNER";

  /** The check that fails in a mode for which no BankID is configured. */
  private static final String NO_BANKID = "MODE";

  private final WhoMaySign who;
  private final SigningConfig config;
  private final Environments bankId;
  private final InstantSource clock;
  private final BankIdSignatureVerifier verifier = new BankIdSignatureVerifier();

  /** What came of it. */
  sealed interface Verdict {
    /** It holds. */
    record Good(VerificationResult.Verified verified) implements Verdict {}

    /**
     * Worth nothing.
     *
     * @param check the name of the step that failed
     */
    record Bad(String check) implements Verdict {}
  }

  public CheckBroughtSignature(
      WhoMaySign who, SigningConfig config, Environments bankId, InstantSource clock) {
    this.who = who;
    this.config = config;
    this.bankId = bankId;
    this.clock = clock;
  }

  Verdict of(
      Owner owner,
      CollectedSignature signature,
      SubmissionAccepted document,
      AssistantFacts assistant) {
    Set<Personnummer> allowed =
        who.of(
            owner,
            signature.role(),
            assistant,
            signature.vouchedFor().flatMap(Personnummer::parse));
    if (allowed.isEmpty()) {
      return new Verdict.Bad(NOBODY_MAY);
    }
    if (!bankId.has(owner.mode())) {
      return new Verdict.Bad(NO_BANKID);
    }
    AcceptedCertificates accepted = bankId.accepted(owner.mode());
    Instant now = clock.instant();
    VerificationRequest wanted =
        VerificationRequest.of(
                signature.signature(),
                signature.ocspResponse(),
                accepted.roots(),
                accepted.policies(),
                Set.of(SignedEntry.parse(document.entry())),
                new TimeWindow(now.minus(config.broughtWithin()), now, config.clockSkew()))
            .signers(allowed)
            .build();
    return switch (verifier.verify(wanted)) {
      case VerificationResult.Verified verified ->
          LocalDate.ofInstant(verified.signedAt(), SWEDEN).equals(signature.signedOn())
              ? new Verdict.Good(verified)
              : new Verdict.Bad("DATE");
      case VerificationResult.Rejected rejected ->
          new Verdict.Bad(rejected.failure().step().name());
    };
  }
}
