package se.sluss.intake.rest;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.sluss.intake.submission.AcceptSubmission;
import se.sluss.intake.submission.CheckedDocument.Sound;
import se.sluss.intake.submission.HandIn;
import se.sluss.intake.submission.ReadySubmission;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.idempotency.SharedEffects;
import se.sluss.model.id.SubmissionId;

/** Documents that are handed in at the same time, kept with one commit. */
@ApplicationScoped
class HandIns {
  /** What is larger would make others wait for it. */
  private static final int LARGEST = 64 << 10;

  private final AcceptSubmission accept;
  private final SharedEffects<ReadySubmission> effects;

  HandIns(AcceptSubmission accept, Idempotency idempotency) {
    this.accept = accept;
    this.effects = idempotency.share("hand-ins", this::keep);
  }

  /** Whether it may be kept with others. */
  boolean suits(HandIn handIn) {
    return handIn.document() instanceof Sound sound && sound.bytes().size() <= LARGEST;
  }

  /** As {@link SharedEffects#once} says. */
  Optional<Response> once(ReadySubmission ready, Response answer) {
    return effects.once(ready, answer);
  }

  private List<Boolean> keep(List<ReadySubmission> ready) {
    Set<SubmissionId> kept = accept.keep(ready);
    return ready.stream()
        .map(each -> kept.contains(each.submission().ref().submissionId()))
        .toList();
  }

  @PreDestroy
  void end() {
    effects.close();
  }
}
