package se.sluss.intake.submission;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.sluss.intake.directory.Directory;
import se.sluss.intake.directory.Tenant;
import se.sluss.intake.submission.CheckedDocument.DocumentKindName;
import se.sluss.intake.submission.CheckedDocument.Faulty;
import se.sluss.intake.submission.CheckedDocument.OfUnknownKind;
import se.sluss.intake.submission.CheckedDocument.Sound;
import se.sluss.intake.submission.CheckedDocument.Unreadable;
import se.sluss.intake.submission.CheckedDocument.WithDoctype;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.identity.Organisationsnummer;
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
  private final Sealer sealer;
  private final Outbox outbox;
  private final SubmissionConfig config;
  private final InstantSource clock;

  public AcceptSubmission(
      Submissions submissions,
      Directory directory,
      Sealer sealer,
      Outbox outbox,
      SubmissionConfig config,
      InstantSource clock) {
    this.submissions = submissions;
    this.directory = directory;
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

    /**
     * It was refused before anything was kept.
     *
     * @param date what is wrong with the date, whatever is wrong with the document
     */
    record Refused(CheckedDocument why, Optional<NeededBy.Fault> date) implements Outcome {}

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
  public Outcome accept(
      TenantId tenantId, Mode mode, CheckedDocument checked, NeededBy neededBy, byte[] bytes) {
    Optional<Tenant> tenant = directory.tenant(tenantId);
    if (tenant.isEmpty()) {
      return new Outcome.UnknownTenant();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<NeededBy.Fault> date = neededBy.faultAt(now);
    return switch (checked) {
      case Unreadable _, WithDoctype _, OfUnknownKind _ -> new Outcome.Refused(checked, date);
      case Faulty faulty -> new Outcome.Refused(withOwner(faulty, tenant.get()), date);
      case Sound sound -> {
        SubmissionRef ref = ref(tenant.get(), mode, sound);
        Optional<DocumentFault> fault =
            ownerFault(sound.kind(), sound.organisation(), tenant.get());
        if (fault.isPresent()) {
          var faulty = new Faulty(sound.kind(), List.of(fault.get()), sound.organisation());
          yield new Outcome.Refused(faulty, date);
        }
        yield date.isPresent()
            ? knownInTime(ref, sound, date.get())
            : keep(ref, sound, neededBy.moment(), bytes, now);
      }
    };
  }

  private static SubmissionRef ref(Tenant tenant, Mode mode, Sound sound) {
    return new SubmissionRef(
        SubmissionId.next(),
        tenant.vendorId(),
        tenant.id(),
        sound.kind().service(),
        mode,
        sound.entry().documentId());
  }

  /** Whoever asks again after the date has passed still finds what was handed in before it. */
  private Outcome knownInTime(SubmissionRef wanted, Sound sound, NeededBy.Fault date) {
    return submissions
        .byDocument(wanted)
        .filter(
            there ->
                date == NeededBy.Fault.PASSED
                    && there.submission().documentSha256().equals(sound.sha256()))
        .<Outcome>map(Outcome.KnownAlready::new)
        .orElseGet(() -> new Outcome.Refused(sound, Optional.of(date)));
  }

  private Outcome keep(
      SubmissionRef ref, Sound sound, Optional<Instant> neededBy, byte[] bytes, Instant now) {
    List<SignerRole> roles = config.requiredRoles().of(ref.service());
    var submission =
        new Submission(
            ref,
            sound.sha256(),
            sound.entry().toString(),
            roles,
            now,
            neededBy,
            Progress.atStart());
    HistoryEntry first = Sentences.accepted(now);
    SealedBytes sealed =
        sealer.seal(ref.tenantId(), ref.submissionId().value(), Purpose.DOCUMENT, bytes);
    if (!submissions.add(submission, first, sealed)) {
      return known(ref, sound.sha256());
    }
    outbox.append(
        new SubmissionAccepted(
            ref, submission.entry(), submission.documentSha256(), roles, sealed, neededBy, now));
    return new Outcome.Accepted(
        submissions
            .view(ref.submissionId().value())
            .orElseThrow(() -> new IllegalStateException("Not kept: " + ref.submissionId())));
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

  private static Faulty withOwner(Faulty faulty, Tenant tenant) {
    List<DocumentFault> all = new ArrayList<>(faulty.faults());
    ownerFault(faulty.kind(), faulty.organisation(), tenant).ifPresent(all::add);
    return new Faulty(faulty.kind(), List.copyOf(all), faulty.organisation());
  }

  /** Only a number that can exist is compared: any other is a fault of its own. */
  private static Optional<DocumentFault> ownerFault(
      DocumentKindName kind, Optional<String> organisation, Tenant tenant) {
    return organisation
        .flatMap(Organisationsnummer::parse)
        .filter(number -> !number.equals(tenant.organisationNumber()))
        .map(
            _ ->
                new DocumentFault(
                    kind.organisationXpath(),
                    "not-the-tenants",
                    "The provider in the document is not the tenant that hands it in."));
  }
}
