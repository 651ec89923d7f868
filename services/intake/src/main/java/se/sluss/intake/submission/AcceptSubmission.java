package se.sluss.intake.submission;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import se.sluss.intake.directory.Directory;
import se.sluss.intake.directory.KnownTenants;
import se.sluss.intake.directory.Tenant;
import se.sluss.intake.directory.TenantOfVendor;
import se.sluss.intake.submission.CheckedDocument.Sound;
import se.sluss.intake.submission.JudgeDocument.Judged;
import se.sluss.kit.outbox.SharedOutbox;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.TenantStatus;
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
  private final KnownTenants knownTenants;
  private final JudgeDocument judge;
  private final Sealer sealer;
  private final SharedOutbox outbox;
  private final SubmissionConfig config;
  private final InstantSource clock;

  public AcceptSubmission(
      Submissions submissions,
      Directory directory,
      KnownTenants knownTenants,
      JudgeDocument judge,
      Sealer sealer,
      SharedOutbox outbox,
      SubmissionConfig config,
      InstantSource clock) {
    this.submissions = submissions;
    this.directory = directory;
    this.knownTenants = knownTenants;
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

    /**
     * These bytes were handed in before, without signatures or with others; those that it brings
     * are not taken.
     */
    record SignaturesTooLate() implements Outcome {}

    /** The tenant has another document of this identifier. */
    record OtherBytes() implements Outcome {}

    /** It was refused before anything was kept. */
    record Refused(Judgement why) implements Outcome {}

    /** The caller has no such tenant. */
    record UnknownTenant() implements Outcome {}

    /** The tenant was suspended or closed since the request was let in. */
    record TenantNotActive(TenantStatus status) implements Outcome {}

    /** The outcome's name in metrics. */
    default String word() {
      return switch (this) {
        case Accepted _ -> "accepted";
        case KnownAlready _ -> "known";
        case OtherBytes _, SignaturesTooLate _ -> "conflict";
        case Refused _, TenantNotActive _ -> "refused";
        case UnknownTenant _ -> "unknown_tenant";
      };
    }
  }

  /** Takes in what was checked before the transaction began. */
  public Outcome accept(TenantId tenantId, Mode mode, HandIn handIn) {
    return judged(tenantId, mode, handIn, new HashMap<>()).get();
  }

  /**
   * The same in two steps: it is judged now, and kept when the result is asked for. The tenant's
   * status is that of this moment; nothing holds it, or who floods could put off its suspension.
   *
   * @param beside the reports of the same request that were judged before; this one is added
   */
  public Supplier<Outcome> judged(
      TenantId tenantId, Mode mode, HandIn handIn, Map<Subject, String> beside) {
    Optional<TenantOfVendor> found = directory.withVendor(tenantId);
    if (found.isEmpty()) {
      return Outcome.UnknownTenant::new;
    }
    TenantOfVendor tenant = found.get();
    if (!tenant.tenant().isActive()) {
      return () -> new Outcome.TenantNotActive(tenant.tenant().status());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Judged judged = judge.judge(tenant.tenant(), mode, handIn, now, beside);
    return () -> keep(tenant, mode, handIn, judged, now);
  }

  private Outcome keep(
      TenantOfVendor tenant, Mode mode, HandIn handIn, Judged judged, Instant now) {
    Judgement judgement = judged.judgement();
    if (!(judgement.document() instanceof Sound sound)) {
      return new Outcome.Refused(judgement);
    }
    if (!judgement.errors().isEmpty()) {
      return refusedUnlessKnownInTime(ref(tenant.tenant(), mode, sound), sound, handIn, judgement);
    }
    ReadySubmission ready = ready(tenant, mode, handIn, judged, Optional.empty(), now);
    return keep(List.of(ready)).isEmpty()
        ? known(ready.submission().ref(), sound, handIn)
            .orElseGet(() -> judgedAgain(tenant, mode, handIn, judged, now))
        : new Outcome.Accepted(ready.view());
  }

  /** After another report of the month was kept meanwhile, and may be seen now. */
  private Outcome judgedAgain(
      TenantOfVendor tenant, Mode mode, HandIn handIn, Judged before, Instant now) {
    Judged judged = judge.judge(tenant.tenant(), mode, handIn, now, new HashMap<>());
    if (judged.reportNumber().equals(before.reportNumber())) {
      throw new IllegalStateException(
          "What keeps out a document of %s as report %s is not visible"
              .formatted(tenant.tenant().id(), before.reportNumber()));
    }
    return keep(tenant, mode, handIn, judged, now);
  }

  /**
   * Makes ready what will be accepted as far as can be told without looking, outside of any
   * transaction; empty for anything else, and {@link #accept} says what.
   */
  public Optional<ReadySubmission> presume(TenantId tenantId, Mode mode, HandIn handIn) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return knownTenants
        .callers(tenantId)
        .flatMap(
            tenant ->
                Optional.of(judge.presume(tenant.tenant(), handIn, now))
                    .filter(judgement -> judgement.errors().isEmpty())
                    .filter(judgement -> judgement.document() instanceof Sound)
                    .map(
                        judgement ->
                            ready(
                                tenant,
                                mode,
                                handIn,
                                JudgeDocument.first(judgement),
                                Optional.of(tenant),
                                now)));
  }

  /**
   * Keeps those of one tenant, in the caller's transaction, and tells the other rooms.
   *
   * @return those that were kept
   */
  public Set<SubmissionId> keep(List<ReadySubmission> ready) {
    Set<SubmissionId> kept = submissions.add(ready);
    for (ReadySubmission submission : ready) {
      if (kept.contains(submission.submission().ref().submissionId())) {
        outbox.append(submission.told());
      } else if (submission.presumed().isPresent()) {
        knownTenants.forget(submission.submission().ref().tenantId());
      }
    }
    return kept;
  }

  private ReadySubmission ready(
      TenantOfVendor tenant,
      Mode mode,
      HandIn handIn,
      Judged judged,
      Optional<TenantOfVendor> presumed,
      Instant now) {
    Judgement judgement = judged.judgement();
    Sound sound = (Sound) judgement.document();
    SubmissionRef ref = ref(tenant.tenant(), mode, sound);
    var details =
        new Submission.Details(
            sound.version().version(),
            handIn.reference(),
            judgement.warnings(),
            Optional.of(judge.subject(tenant.tenant(), sound.facts())),
            HandedInBefore.sha256(handIn.signatures()));
    List<SignerRole> requiredRoles = config.requiredRoles().of(ref.service());
    var submission =
        new Submission(
            ref,
            sound.sha256(),
            sound.entry().toString(),
            requiredRoles,
            now,
            neededBy(handIn, tenant, now),
            details,
            Progress.atStart(requiredRoles));
    SealedBytes sealed = sealed(ref, Purpose.DOCUMENT, sound.bytes().toArray());
    return new ReadySubmission(
        submission,
        History.accepted(now, !handIn.signatures().isEmpty()),
        sealed,
        outbox.prepare(
            new SubmissionAccepted(
                ref,
                submission.entry(),
                submission.documentSha256(),
                submission.requiredRoles(),
                sealed,
                submission.neededBy(),
                now,
                signatures(ref, handIn.signatures()))),
        judged.reportNumber(),
        presumed);
  }

  /** Who says nothing gets the span that its provider has agreed on, if any. */
  private static Optional<Instant> neededBy(HandIn handIn, TenantOfVendor tenant, Instant now) {
    return handIn.neededBy().moment().or(() -> tenant.neededWithin().map(now::plus));
  }

  /** What would be said of a document, its identifier included; empty for an unknown tenant. */
  public Optional<Judgement> consider(TenantId tenantId, Mode mode, HandIn handIn) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return directory
        .tenant(tenantId)
        .map(
            tenant -> {
              Judgement judgement =
                  judge.judge(tenant, mode, handIn, now, new HashMap<>()).judgement();
              return judgement.document() instanceof Sound sound
                  ? considered(
                      submissions.byDocument(ref(tenant, mode, sound)), sound, handIn, judgement)
                  : judgement;
            });
  }

  private static Judgement considered(
      Optional<SubmissionView> before, Sound sound, HandIn handIn, Judgement judgement) {
    return before
        .map(there -> HandedInBefore.considered(judgement, there, sound, handIn))
        .orElse(judgement);
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
  private Outcome refusedUnlessKnownInTime(
      SubmissionRef wanted, Sound sound, HandIn handIn, Judgement judgement) {
    Optional<SubmissionView> before = submissions.byDocument(wanted);
    return before
        .filter(_ -> judgement.isLate() && judgement.isSoundButForItsDate())
        .map(there -> HandedInBefore.outcome(there, sound, handIn))
        .filter(Outcome.KnownAlready.class::isInstance)
        .orElseGet(() -> new Outcome.Refused(considered(before, sound, handIn, judgement)));
  }

  private Optional<SealedBytes> signatures(SubmissionRef ref, List<CollectedSignature> signatures) {
    return signatures.isEmpty()
        ? Optional.empty()
        : Optional.of(sealed(ref, Purpose.SIGNATURES, CollectedSignature.writeAll(signatures)));
  }

  private SealedBytes sealed(SubmissionRef ref, Purpose purpose, byte[] plain) {
    return sealer.seal(ref.tenantId(), ref.submissionId().value(), purpose, plain);
  }

  private Optional<Outcome> known(SubmissionRef wanted, Sound sound, HandIn handIn) {
    return submissions
        .byDocument(wanted)
        .map(there -> HandedInBefore.outcome(there, sound, handIn));
  }
}
