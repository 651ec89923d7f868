package se.sluss.signing.order;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.contract.AssistantFacts;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.model.signature.SignatureValue;
import se.sluss.model.signature.VerificationResult;
import se.sluss.model.xml.HardenedXml;
import se.sluss.signing.ops.MetricNames;
import se.sluss.signing.store.Signatures;

/**
 * Takes in a document with signatures made elsewhere. They are judged in the order in which people
 * sign, up to the first that does not hold; from there on people sign here. When all are there and
 * hold, the document goes on at once. Runs inside the caller's transaction.
 */
@ApplicationScoped
public class AcceptSigned {
  private static final Logger LOG = Logger.getLogger(AcceptSigned.class);

  /** The check that fails when somebody signed before the role whose turn comes first. */
  private static final String OUT_OF_TURN = "ORDER";

  /** The check that fails when one act of signing is to count for a second role. */
  private static final String COUNTED_ALREADY = "REUSED";

  private final CheckBroughtSignature check;
  private final Signatures signatures;
  private final Sealer sealer;
  private final Outbox outbox;
  private final MeterRegistry metrics;
  private final InstantSource clock;

  public AcceptSigned(
      CheckBroughtSignature check,
      Signatures signatures,
      Sealer sealer,
      Outbox outbox,
      MeterRegistry metrics,
      InstantSource clock) {
    this.check = check;
    this.signatures = signatures;
    this.sealer = sealer;
    this.outbox = outbox;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Judges what the document came with, keeps what holds, and tells what comes next. */
  void accept(SubmissionAccepted event, Signable signable, SealedBytes sealedSignatures) {
    TenantId tenant = event.submission().tenantId();
    String subject = event.submission().submissionId().value();
    List<CollectedSignature> brought =
        CollectedSignature.readAll(
            sealer.open(tenant, subject, Purpose.SIGNATURES, sealedSignatures));
    AssistantFacts assistant =
        DocumentFacts.read(
                HardenedXml.parse(
                    sealer.open(tenant, subject, Purpose.DOCUMENT, event.sealedDocument())))
            .assistant();
    Owner owner = new Owner(event.submission().vendorId(), tenant, event.submission().mode());
    List<CollectedSignature> good = new ArrayList<>();
    Optional<String> refused = Optional.empty();
    Instant previous = Instant.MIN;
    for (SignerRole role : event.requiredRoles()) {
      Optional<CollectedSignature> signature =
          brought.stream().filter(one -> one.role() == role).findFirst();
      if (signature.isEmpty() || refused.isPresent()) {
        break;
      }
      CheckBroughtSignature.Verdict alone = check.of(owner, signature.get(), event, assistant);
      switch (besides(good, previous, signature.get(), alone)) {
        case CheckBroughtSignature.Verdict.Good(VerificationResult.Verified verified) -> {
          CollectedSignature held = signature.get().verified(verified);
          keep(owner, event, held, verified.signedAt());
          good.add(held);
          previous = verified.signedAt();
        }
        case CheckBroughtSignature.Verdict.Bad(String failed) -> {
          refused = Optional.of(role + "." + failed);
          metrics.counter(MetricNames.SIGNATURES_REFUSED, "check", failed).increment();
          LOG.warnf(
              "A signature that was brought is refused submissionId=%s check=%s", subject, failed);
        }
      }
    }
    tell(event, signable, good, refused);
  }

  /** A signature that holds by itself, held against those before it. */
  private static CheckBroughtSignature.Verdict besides(
      List<CollectedSignature> good,
      Instant previous,
      CollectedSignature next,
      CheckBroughtSignature.Verdict alone) {
    if (!(alone instanceof CheckBroughtSignature.Verdict.Good(VerificationResult.Verified v))) {
      return alone;
    }
    Optional<SignatureValue> act = SignatureValue.of(next.signature());
    if (good.stream().anyMatch(one -> SignatureValue.of(one.signature()).equals(act))) {
      return new CheckBroughtSignature.Verdict.Bad(COUNTED_ALREADY);
    }
    return v.signedAt().isBefore(previous)
        ? new CheckBroughtSignature.Verdict.Bad(OUT_OF_TURN)
        : alone;
  }

  private void keep(
      Owner owner, SubmissionAccepted event, CollectedSignature signature, Instant signedAt) {
    SubmissionId id = event.submission().submissionId();
    signatures.keepBrought(
        owner,
        signature.role(),
        signedAt,
        new Signatures.Signed(id, seal(event, List.of(signature))));
  }

  private void tell(
      SubmissionAccepted event,
      Signable signable,
      List<CollectedSignature> good,
      Optional<String> refused) {
    Set<SignerRole> signed =
        good.stream().map(CollectedSignature::role).collect(Collectors.toSet());
    List<SignerRole> missing = signable.missing(signed);
    if (!missing.isEmpty()) {
      outbox.append(
          new SubmissionAwaitingSignature(event.submission(), missing, clock.instant(), refused));
      return;
    }
    signable.end(Signable.State.SIGNED);
    outbox.append(
        new SubmissionSigned(
            event.submission(),
            event.entry(),
            event.documentSha256(),
            event.sealedDocument(),
            seal(event, good),
            event.neededBy(),
            clock.instant()));
  }

  private SealedBytes seal(SubmissionAccepted event, List<CollectedSignature> all) {
    return sealer.seal(
        event.submission().tenantId(),
        event.submission().submissionId().value(),
        Purpose.SIGNATURES,
        CollectedSignature.writeAll(all));
  }
}
