package se.sluss.evidence.verify;

import static se.sluss.evidence.EvidenceFormatException.unless;
import static se.sluss.evidence.verify.Finding.passed;

import java.time.Instant;
import java.util.Optional;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.Manifest.Attempt;
import se.sluss.evidence.Manifest.HistoryEntry;
import se.sluss.evidence.Manifest.SignatureFacts;
import se.sluss.evidence.SignatureVerification;

/** Whether nothing happened before what it follows from, as far as different clocks can tell. */
final class TimeCheck {
  private TimeCheck() {}

  static Finding of(Manifest manifest) {
    Instant answered = manifest.receipt().answeredAt();
    Optional<Instant> before = Optional.empty();
    for (HistoryEntry entry : manifest.history()) {
      inOrder(before, entry.at(), "the history is not in the order of time");
      before = Optional.of(entry.at());
    }
    attempts(manifest, answered);
    Optional<Instant> sent = manifest.attempts().stream().map(Attempt::startedAt).findFirst();
    for (SignatureFacts signature : manifest.signatures()) {
      String late = signature.role() + " signed after the document was sent";
      inOrder(Optional.of(signature.signedAt()), sent.orElse(answered), late);
    }
    inOrder(
        Optional.of(answered),
        manifest.receipt().storedAt(),
        "the receipt was stored before the answer came");
    inOrder(
        Optional.of(manifest.receipt().storedAt()),
        manifest.madeAt(),
        "the package was made before the receipt was stored");
    return passed(
        CheckName.TIMES, "answered at " + answered + ", package made at " + manifest.madeAt());
  }

  private static void attempts(Manifest manifest, Instant answered) {
    int number = 0;
    Optional<Instant> before = Optional.empty();
    for (Attempt attempt : manifest.attempts()) {
      unless(attempt.number() > number, "the calls are not in the order of their numbers");
      number = attempt.number();
      inOrder(before, attempt.startedAt(), "the calls are not in the order of time");
      before = Optional.of(attempt.startedAt());
      attempt
          .endedAt()
          .ifPresent(
              end ->
                  inOrder(Optional.of(attempt.startedAt()), end, "a call ended before it began"));
      inOrder(before, answered, "the answer came before a call that it should end");
    }
  }

  private static void inOrder(Optional<Instant> first, Instant second, String otherwise) {
    unless(
        first.isEmpty() || !first.get().isAfter(second.plus(SignatureVerification.SKEW)),
        otherwise);
  }
}
