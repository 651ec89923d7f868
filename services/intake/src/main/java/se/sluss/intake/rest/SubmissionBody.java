package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.rules.Language;
import se.sluss.intake.submission.HistoryEntry;
import se.sluss.intake.submission.Progress;
import se.sluss.intake.submission.Subject;
import se.sluss.intake.submission.Submission;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.intake.submission.SubmissionView;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;

/** A submission as it is answered. Members without a value are there as null. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SubmissionBody(
    String id,
    Service service,
    Mode mode,
    String tenantId,
    String documentId,
    SubmissionState state,
    String documentSha256,
    String entry,
    List<SignerRole> requiredRoles,
    Instant createdAt,
    @Nullable Instant neededBy,
    String interfaceVersion,
    @Nullable String reference,
    List<FindingBody> warnings,
    @Nullable About about,
    List<Step> history,
    List<SignerRole> missingSignatures,
    @Nullable Queue queue,
    @Nullable Receipt receipt,
    @Nullable Instant cancelRequestedAt,
    Links links,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String documentXml) {

  /**
   * Whom it is about, by keys that stand for the two people.
   *
   * @param month of a time report
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record About(String personKey, String assistantKey, @Nullable String month) {
    static About of(Subject subject) {
      return new About(
          subject.personKey(),
          subject.assistantKey(),
          subject.month().map(YearMonth::toString).orElse(null));
    }
  }

  /** One thing that happened; the code is stable, the sentences are for people. */
  @RegisterForReflection
  public record Step(SubmissionState state, Instant at, String code, String why, String next) {
    static Step of(HistoryEntry entry, Language language) {
      return new Step(
          entry.state(), entry.at(), entry.code(), entry.why(language), entry.next(language));
    }
  }

  /** Its place in the lane when it was last told. */
  @RegisterForReflection
  public record Queue(
      long position, Instant estimatedStart, Instant asOf, @Nullable String standsStill) {
    static @Nullable Queue of(Progress progress) {
      return progress
          .queue()
          .map(
              place ->
                  new Queue(
                      place.position(),
                      place.estimatedStart(),
                      place.asOf(),
                      place.standsStill().orElse(null)))
          .orElse(null);
    }
  }

  /** The kept final answer; the transaction is null when the authority refused. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Receipt(String id, @Nullable String txId) {
    static @Nullable Receipt of(Progress progress) {
      return progress
          .receipt()
          .map(link -> new Receipt(link.id().value(), link.txId().orElse(null)))
          .orElse(null);
    }
  }

  /**
   * Where more is; paths of the room that has it.
   *
   * @param signingOrders at the signing room, those by which it was signed
   * @param receipt at the receipts room, once there is one
   * @param evidence at the receipts room, what proves the receipt
   * @param delivery at the submitter, with every attempt, once it may be there
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Links(
      String self,
      String document,
      List<String> signingOrders,
      @Nullable String delivery,
      @Nullable String receipt,
      @Nullable String evidence) {
    static Links of(SubmissionView view) {
      Submission submission = view.submission();
      String id = submission.ref().submissionId().value();
      String self = "/v1/submissions/" + id;
      @Nullable String receipt =
          submission
              .progress()
              .receipt()
              .map(known -> "/v1/receipts/" + known.id().value())
              .orElse(null);
      return new Links(
          self,
          self + "/document",
          view.signingOrders().stream().map(order -> "/v1/signing-orders/" + order).toList(),
          view.mayBeDelivered() ? "/v1/deliveries/" + id : null,
          receipt,
          receipt == null ? null : receipt + "/evidence");
    }
  }

  static SubmissionBody of(SubmissionView view, Language language) {
    Submission submission = view.submission();
    var ref = submission.ref();
    var details = submission.details();
    var progress = submission.progress();
    return new SubmissionBody(
        ref.submissionId().value(),
        ref.service(),
        ref.mode(),
        ref.tenantId().value(),
        ref.documentId(),
        progress.state(),
        submission.documentSha256(),
        submission.entry(),
        submission.requiredRoles(),
        submission.createdAt(),
        submission.neededBy().orElse(null),
        details.interfaceVersion(),
        details.reference().orElse(null),
        FindingBody.all(details.warnings(), language),
        details.subject().map(About::of).orElse(null),
        view.history().stream().map(entry -> Step.of(entry, language)).toList(),
        submission.missingRoles(),
        Queue.of(progress),
        Receipt.of(progress),
        progress.cancelRequestedAt().orElse(null),
        Links.of(view),
        null);
  }

  /** The same with the XML that was built; null adds nothing. */
  SubmissionBody withXml(@Nullable String xml) {
    return new SubmissionBody(
        id,
        service,
        mode,
        tenantId,
        documentId,
        state,
        documentSha256,
        entry,
        requiredRoles,
        createdAt,
        neededBy,
        interfaceVersion,
        reference,
        warnings,
        about,
        history,
        missingSignatures,
        queue,
        receipt,
        cancelRequestedAt,
        links,
        xml);
  }

  /** Without the document. */
  @Override
  public String toString() {
    return "SubmissionBody[" + id + "]";
  }
}
