package se.sluss.intake.submission;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import se.sluss.intake.directory.Tenant;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.submission.CheckedDocument.Absent;
import se.sluss.intake.submission.CheckedDocument.Faulty;
import se.sluss.intake.submission.CheckedDocument.OfUnknownKind;
import se.sluss.intake.submission.CheckedDocument.Provider;
import se.sluss.intake.submission.CheckedDocument.Sound;
import se.sluss.intake.submission.CheckedDocument.Unreadable;
import se.sluss.intake.submission.CheckedDocument.WithDoctype;
import se.sluss.intake.submission.Submissions.Reports;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.id.Mode;
import se.sluss.model.identity.Organisationsnummer;

/**
 * Adds to what was found in a document what only its owner's other documents tell. Runs in the
 * caller's transaction and changes nothing.
 */
@ApplicationScoped
public class JudgeDocument {
  private final Submissions submissions;
  private final PersonKeys keys;

  public JudgeDocument(Submissions submissions, PersonKeys keys) {
    this.submissions = submissions;
    this.keys = keys;
  }

  /**
   * What a tenant hands in, judged.
   *
   * @param reportNumber as {@link ReadySubmission} has it
   */
  record Judged(Judgement judgement, OptionalInt reportNumber) {}

  /**
   * Judges what a tenant hands in.
   *
   * @param beside the reports of the same request that were judged before and have no fault, by
   *     whom they are about; this one is added
   */
  Judged judge(Tenant tenant, Mode mode, HandIn handIn, Instant now, Map<Subject, String> beside) {
    Judgement judgement = presume(tenant, handIn, now);
    if (!(handIn.document() instanceof Sound sound) || sound.facts().month().isEmpty()) {
      return new Judged(judgement, OptionalInt.empty());
    }
    Subject subject = subject(tenant, sound.facts());
    String id = sound.entry().documentId();
    Reports there = submissions.reports(tenant.id(), mode, subject, id);
    boolean again = there.another() || !beside.getOrDefault(subject, id).equals(id);
    if (judgement.errors().isEmpty()) {
      beside.putIfAbsent(subject, id);
    }
    return again
        ? new Judged(
            judgement.with(Finding.of(monthPlace(sound), Code.DUPLICATE_REPORT)),
            OptionalInt.empty())
        : new Judged(judgement, OptionalInt.of(there.next()));
  }

  /** What is presumed to be the first report of its month, or is none. */
  static Judged first(Judgement judgement) {
    return new Judged(
        judgement,
        judgement.document() instanceof Sound sound && sound.facts().month().isPresent()
            ? OptionalInt.of(1)
            : OptionalInt.empty());
  }

  /** The same, presuming that there is no other report; needs no transaction. */
  Judgement presume(Tenant tenant, HandIn handIn, Instant now) {
    List<Finding> findings = new ArrayList<>();
    switch (handIn.document()) {
      case Unreadable _, WithDoctype _, OfUnknownKind _, Absent _ -> {
        // there is no document to say more of
      }
      case Faulty faulty -> {
        findings.addAll(faulty.findings());
        notTheOwner(faulty.provider(), tenant).ifPresent(findings::add);
      }
      case Sound sound -> {
        findings.addAll(sound.warnings());
        notTheOwner(sound.provider(), tenant).ifPresent(findings::add);
      }
    }
    return new Judgement(
        handIn.document(), List.copyOf(findings), handIn.request(), handIn.neededBy().faultAt(now));
  }

  /** Who a document is about, without saying it. */
  Subject subject(Tenant tenant, DocumentFacts facts) {
    return new Subject(
        keys.of(tenant.id(), facts.assistedPerson().personnummer().digits()),
        keys.of(tenant.id(), facts.assistant().digits()),
        facts.month());
  }

  private static String monthPlace(Sound sound) {
    return sound.idPlace().startsWith(DocumentCheck.JSON_ROOT)
        ? DocumentCheck.JSON_ROOT + "/month"
        : "/" + sound.version().rootElement() + "/redovisningsmanad";
  }

  /** Only a number that can exist is compared: any other is a fault of its own. */
  private static Optional<Finding> notTheOwner(Optional<Provider> provider, Tenant tenant) {
    return provider
        .filter(
            named ->
                Organisationsnummer.parse(named.number())
                    .filter(number -> !number.equals(tenant.organisationNumber()))
                    .isPresent())
        .map(named -> Finding.of(named.place(), Code.NOT_THE_TENANTS));
  }
}
