package se.sluss.intake.submission;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.submission.AcceptSubmission.Outcome;
import se.sluss.intake.submission.CheckedDocument.Sound;
import se.sluss.model.event.CollectedSignature;

/** What becomes of a document whose identifier its tenant has used before. */
final class HandedInBefore {
  private HandedInBefore() {}

  static Outcome outcome(SubmissionView there, Sound sound, HandIn handIn) {
    if (!there.submission().documentSha256().equals(sound.sha256())) {
      return new Outcome.OtherBytes();
    }
    return bringsOthers(there, handIn.brought())
        ? new Outcome.SignaturesTooLate()
        : new Outcome.KnownAlready(
            hasEnded(there) ? there.warned(Finding.of(sound.idPlace(), Code.ENDED_BEFORE)) : there);
  }

  private static boolean hasEnded(SubmissionView there) {
    return there.submission().progress().state().isInVain();
  }

  /** The same, told of a document that is only considered, or refused for something else. */
  static Judgement considered(
      Judgement judgement, SubmissionView there, Sound sound, HandIn handIn) {
    return switch (outcome(there, sound, handIn)) {
      case Outcome.OtherBytes _ ->
          judgement.with(Finding.of(sound.idPlace(), Code.DOCUMENT_ID_CONFLICT));
      case Outcome.SignaturesTooLate _ -> judgement.with(Finding.of("#/signatures", Code.TOO_LATE));
      case Outcome.KnownAlready _ -> {
        Judgement known =
            judgement.isLate() && judgement.isSoundButForItsDate() ? judgement.inTime() : judgement;
        yield hasEnded(there) ? known.with(Finding.of(sound.idPlace(), Code.ENDED_BEFORE)) : known;
      }
      case Outcome.Accepted _,
          Outcome.Refused _,
          Outcome.UnknownTenant _,
          Outcome.TenantNotActive _ ->
          judgement;
    };
  }

  /**
   * By which the same signatures are known again, whatever form they are kept in; empty when there
   * are none.
   */
  static Optional<String> sha256(List<CollectedSignature> signatures) {
    if (signatures.isEmpty()) {
      return Optional.empty();
    }
    String all = signatures.stream().map(HandedInBefore::text).collect(Collectors.joining("\n"));
    return Optional.of(ExactBytes.of(all.getBytes(StandardCharsets.UTF_8)).sha256());
  }

  private static String text(CollectedSignature one) {
    return String.join(
        " ",
        one.role().name(),
        one.signature(),
        one.ocspResponse(),
        one.signedOn().toString(),
        one.vouchedFor().orElse("-"));
  }

  /**
   * Whether they are certainly not those of the first time. Of what was handed in before these were
   * remembered it is only known whether there were any, and of some that could not be read only
   * that there are some.
   */
  private static boolean bringsOthers(SubmissionView there, Brought brought) {
    if (brought.equals(Brought.NOTHING)) {
      return false;
    }
    Optional<String> first = there.submission().details().signaturesSha256();
    return brought.allRead() && first.isPresent()
        ? !first.equals(sha256(brought.read()))
        : first.isEmpty() && !History.cameWithSignatures(there.history());
  }
}
