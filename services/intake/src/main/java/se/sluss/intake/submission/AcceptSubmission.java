package se.sluss.intake.submission;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import se.sluss.intake.directory.Directory;
import se.sluss.intake.directory.Tenant;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.submission.CheckedDocument.Sound;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;

/**
 * Takes a document in: keeps its exact bytes, sealed, and tells the other rooms, all in the
 * caller's transaction. A document's own identifier is its tenant's for ever: the same bytes again
 * lead to the submission that is there, other bytes are a conflict.
 */
@ApplicationScoped
public class AcceptSubmission {
  private final Submissions submissions;
  private final Directory directory;
  private final JudgeDocument judge;
  private final Sealer sealer;
  private final Outbox outbox;
  private final SubmissionConfig config;
  private final InstantSource clock;

  public AcceptSubmission(
      Submissions submissions,
      Directory directory,
      JudgeDocument judge,
      Sealer sealer,
      Outbox outbox,
      SubmissionConfig config,
      InstantSource clock) {
    this.submissions = submissions;
    this.directory = directory;
    this.judge = judge;
    this.sealer = sealer;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
  }

  /** What became of the document. */
  public sealed interface Outcome {
    /** It is kept and on its way. */
    record Accepted(SubmissionView view) implements Outcome {}

    /** These bytes were handed in before. */
    record KnownAlready(SubmissionView view) implements Outcome {}

    /** The tenant has another document of this identifier. */
    record OtherBytes() implements Outcome {}

    /** It was refused before anything was kept. */
    record Refused(Judgement why) implements Outcome {}

    /** The caller has no such tenant. */
    record UnknownTenant() implements Outcome {}

    /** The outcome's name in metrics. */
    default String word() {
      return switch (this) {
        case Accepted _ -> "accepted";
        case KnownAlready _ -> "known";
        case OtherBytes _ -> "conflict";
        case Refused _ -> "refused";
        case UnknownTenant _ -> "unknown_tenant";
      };
    }
  }

  /** Takes in what was checked before the transaction began. */
  public Outcome accept(TenantId tenantId, Mode mode, HandIn handIn) {
    Optional<Tenant> tenant = directory.tenant(tenantId);
    if (tenant.isEmpty()) {
      return new Outcome.UnknownTenant();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Judgement judgement = judge.judge(tenant.get(), mode, handIn, now);
    if (!(judgement.document() instanceof Sound sound) || !judgement.isSoundButForItsDate()) {
      return new Outcome.Refused(judgement);
    }
    SubmissionRef ref = ref(tenant.get(), mode, sound);
    if (judgement.date().isPresent()) {
      return knownInTime(ref, sound, judgement);
    }
    var details =
        new Submission.Details(
            sound.version().version(),
            handIn.reference(),
            judgement.warnings(),
            Optional.of(judge.subject(tenant.get(), sound.facts())));
    return keep(ref, sound, dated(handIn, tenant.get(), now), details, now);
  }

  /** Who says nothing gets the span that its provider has agreed on, if any. */
  private HandIn dated(HandIn handIn, Tenant tenant, Instant now) {
    return handIn.neededBy() instanceof NeededBy.NoDate
        ? directory
            .neededWithin(tenant)
            .map(span -> handIn.by(new NeededBy.Before(now.plus(span))))
            .orElse(handIn)
        : handIn;
  }

  /** What would be said of a document, its identifier included; empty for an unknown tenant. */
  public Optional<Judgement> consider(TenantId tenantId, Mode mode, HandIn handIn) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return directory
        .tenant(tenantId)
        .map(
            tenant -> {
              Judgement judgement = judge.judge(tenant, mode, handIn, now);
              return judgement.document() instanceof Sound sound
                      && isTaken(ref(tenant, mode, sound), sound.sha256())
                  ? judgement.with(Finding.of(sound.idPlace(), Code.DOCUMENT_ID_CONFLICT))
                  : judgement;
            });
  }

  private boolean isTaken(SubmissionRef wanted, String sha256) {
    return submissions
        .byDocument(wanted)
        .filter(there -> !there.submission().documentSha256().equals(sha256))
        .isPresent();
  }

  private static SubmissionRef ref(Tenant tenant, Mode mode, Sound sound) {
    return new SubmissionRef(
        SubmissionId.next(),
        tenant.vendorId(),
        tenant.id(),
        sound.version().service(),
        mode,
        sound.entry().documentId());
  }

  /** Whoever asks again after the date has passed still finds what was handed in before it. */
  private Outcome knownInTime(SubmissionRef wanted, Sound sound, Judgement judgement) {
    return submissions
        .byDocument(wanted)
        .filter(
            there ->
                judgement.date().equals(Optional.of(NeededBy.Fault.PASSED))
                    && there.submission().documentSha256().equals(sound.sha256()))
        .<Outcome>map(Outcome.KnownAlready::new)
        .orElseGet(() -> new Outcome.Refused(judgement));
  }

  private Outcome keep(
      SubmissionRef ref, Sound sound, HandIn handIn, Submission.Details details, Instant now) {
    Optional<Instant> neededBy = handIn.neededBy().moment();
    List<SignerRole> roles = config.requiredRoles().of(ref.service());
    var submission =
        new Submission(
            ref,
            sound.sha256(),
            sound.entry().toString(),
            roles,
            now,
            neededBy,
            details,
            Progress.atStart());
    HistoryEntry first = Sentences.accepted(now, !handIn.signatures().isEmpty());
    SealedBytes sealed =
        sealer.seal(
            ref.tenantId(), ref.submissionId().value(), Purpose.DOCUMENT, sound.bytes().toArray());
    if (!submissions.add(submission, first, sealed)) {
      return known(ref, sound.sha256());
    }
    outbox.append(
        new SubmissionAccepted(
            ref,
            submission.entry(),
            submission.documentSha256(),
            roles,
            sealed,
            neededBy,
            now,
            sealed(ref, handIn.signatures())));
    return new Outcome.Accepted(
        submissions
            .view(ref.submissionId().value())
            .orElseThrow(() -> new IllegalStateException("Not kept: " + ref.submissionId())));
  }

  private Optional<SealedBytes> sealed(SubmissionRef ref, List<CollectedSignature> signatures) {
    return signatures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            sealer.seal(
                ref.tenantId(),
                ref.submissionId().value(),
                Purpose.SIGNATURES,
                CollectedSignature.writeAll(signatures)));
  }

  private Outcome known(SubmissionRef wanted, String sha256) {
    SubmissionView there =
        submissions
            .byDocument(wanted)
            .orElseThrow(() -> new IllegalStateException("A known document is not visible"));
    return there.submission().documentSha256().equals(sha256)
        ? new Outcome.KnownAlready(there)
        : new Outcome.OtherBytes();
  }
}
