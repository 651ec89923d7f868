package se.sluss.intake.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Stream;
import se.sluss.model.event.EventType;

/** What this room counts. */
@ApplicationScoped
public class IntakeMetrics {
  static final String SUBMISSIONS = "sluss.intake.submissions";
  static final String LATE_EVENTS = "sluss.intake.events.late";
  static final String CONTRADICTING_EVENTS = "sluss.intake.events.contradicting";

  /** As {@code AcceptSubmission.Outcome} words them. */
  private static final List<String> OUTCOMES =
      List.of("accepted", "known", "conflict", "refused", "unknown_tenant");

  private final MeterRegistry registry;

  public IntakeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** All are there from the start, so that the first of each is a rise and not a beginning. */
  void start(@Observes StartupEvent event) {
    OUTCOMES.forEach(outcome -> registry.counter(SUBMISSIONS, "outcome", outcome));
    Stream.of(EventType.values())
        .map(EventType::subject)
        .filter(subject -> subject.startsWith("submission."))
        .forEach(subject -> registry.counter(CONTRADICTING_EVENTS, "type", subject));
  }

  /** A document was handed in; the outcome is one of a few fixed words. */
  public void handedIn(String outcome) {
    registry.counter(SUBMISSIONS, "outcome", outcome).increment();
  }

  /** An event told of what was overtaken already. */
  public void lateEvent(EventType type) {
    registry.counter(LATE_EVENTS, "type", type.subject()).increment();
  }

  /** An event cannot be true together with what is known: should stay at zero. */
  public void contradictingEvent(EventType type) {
    registry.counter(CONTRADICTING_EVENTS, "type", type.subject()).increment();
  }
}
