package se.sluss.receipts.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import se.sluss.evidence.Manifest;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.signature.Check;
import se.sluss.receipts.evidence.page.PageFacts;
import se.sluss.receipts.receipt.Decision;
import se.sluss.receipts.receipt.Receipt;
import se.sluss.receipts.receipt.Verdict;

/** Tells what was collected in a manifest's words. */
final class ManifestFacts {
  /** Of a call of which nothing is told: another one was answered first, say. */
  private static final String UNKNOWN = "UNKNOWN";

  /**
   * What a call came to after which the document stands in the lane again, by why it stands there:
   * nothing had left, or the authority took nothing in and closed the door, whatever had left.
   */
  private static final Map<String, String> BACK_IN_THE_LANE =
      Map.of("NOT_SENT", "NOT_SENT", "LANE_STOPPED", "SHUT_OFF");

  private ManifestFacts() {}

  static Manifest.Receipt receipt(Receipt receipt) {
    SubmissionRef submission = receipt.submission();
    Decision decision = receipt.decision();
    return new Manifest.Receipt(
        receipt.id(),
        submission.submissionId(),
        submission.vendorId(),
        submission.tenantId(),
        submission.mode(),
        submission.service(),
        submission.documentId(),
        decision.outcome(),
        switch (decision.source()) {
          case AUTHORITY -> Manifest.Source.AUTHORITY;
          case OPERATOR -> Manifest.Source.OPERATOR;
        },
        decision.txId(),
        decision instanceof Decision.ByAuthority(Verdict.Refused refused, _, _)
            ? Optional.of(refused.reason())
            : Optional.empty(),
        decision instanceof Decision.ByOperator operator
            ? Optional.of(new Manifest.Operator(operator.reason(), operator.resolvedBy()))
            : Optional.empty(),
        receipt.answeredAt(),
        receipt.storedAt());
  }

  static List<Manifest.HistoryEntry> history(List<Fact> facts) {
    return facts.stream()
        .map(fact -> new Manifest.HistoryEntry(fact.at(), fact.what(), fact.details()))
        .toList();
  }

  /**
   * Every call, with what came of it in the end: one that was in doubt may have been answered
   * later.
   */
  static List<Manifest.Attempt> attempts(List<Fact> facts) {
    List<Manifest.Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      Fact sending = facts.get(i);
      if (sending.what().equals(Fact.SENDING)) {
        List<Fact> later = facts.subList(i + 1, facts.size());
        attempts.add(attempt(sending, ending(sending, later).or(() -> backInTheLane(later))));
      }
    }
    return attempts;
  }

  private static Optional<Fact> ending(Fact sending, List<Fact> later) {
    String attempt = sending.details().get(Fact.ATTEMPT);
    return later.stream()
        .filter(fact -> Objects.equals(attempt, fact.details().get(Fact.ATTEMPT)))
        .reduce((_, last) -> last);
  }

  /** Before the next call is told of, it stands in the lane again: the call ended then. */
  private static Optional<Fact> backInTheLane(List<Fact> later) {
    return later.stream()
        .takeWhile(fact -> !fact.what().equals(Fact.SENDING))
        .filter(fact -> fact.what().equals(Fact.QUEUED))
        .flatMap(
            fact ->
                Optional.ofNullable(
                    BACK_IN_THE_LANE.get(fact.details().getOrDefault(Fact.REASON, "")))
                    .map(outcome -> new Fact(outcome, fact.at(), Map.of()))
                    .stream())
        .findFirst();
  }

  private static Manifest.Attempt attempt(Fact sending, Optional<Fact> ending) {
    return new Manifest.Attempt(
        Integer.parseInt(detail(sending, Fact.NUMBER)),
        AttemptId.of(detail(sending, Fact.ATTEMPT)),
        ConnectionId.of(detail(sending, Fact.CONNECTION)),
        sending.at(),
        ending.map(Fact::what).orElse(UNKNOWN),
        ending.map(Fact::at),
        ending.map(fact -> fact.details().get(Fact.REASON)));
  }

  static List<PageFacts.Signer> signers(List<CollectedSignature> signatures) {
    return signatures.stream()
        .flatMap(
            signature ->
                signature.verification().stream().map(verified -> signer(signature, verified)))
        .toList();
  }

  private static PageFacts.Signer signer(
      CollectedSignature signature, CollectedSignature.Verification verified) {
    Instant at = verified.signedAt();
    long passed =
        verified.checks().stream().filter(check -> check.outcome() == Check.Outcome.PASSED).count();
    return new PageFacts.Signer(
        signature.role(), verified.name(), verified.personalNumber(), at, passed);
  }

  private static String detail(Fact fact, String name) {
    return Objects.requireNonNull(fact.details().get(name), name);
  }
}
