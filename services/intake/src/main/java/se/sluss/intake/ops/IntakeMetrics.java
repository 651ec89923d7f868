package se.sluss.intake.ops;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import se.sluss.model.event.EventType;

/** What this room counts. */
@ApplicationScoped
public class IntakeMetrics {
  static final String SUBMISSIONS = "sluss.intake.submissions";
  static final String LATE_EVENTS = "sluss.intake.events.late";
  static final String CONTRADICTING_EVENTS = "sluss.intake.events.contradicting";

  private final MeterRegistry registry;

  public IntakeMetrics(MeterRegistry registry) {
    this.registry = registry;
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
