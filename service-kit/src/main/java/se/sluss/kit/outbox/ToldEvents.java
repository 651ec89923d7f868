package se.sluss.kit.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traceparent;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.id.SubmissionId;

/**
 * A line in the log for each step that a room told of and committed, in the trace of the step, so
 * that a search for a submission shows its road. A place that merely moved is no step.
 */
final class ToldEvents {
  private static final Logger LOG = Logger.getLogger(ToldEvents.class);

  private static final Map<String, String> NAMES =
      Map.of(
          EventAttributes.SUBMISSION, "submissionId",
          EventAttributes.TENANT, "tenantId",
          EventAttributes.CONNECTION, "connectionId",
          EventAttributes.ORDER, "orderId",
          EventAttributes.ATTEMPT, "attempt",
          EventAttributes.TX, "txId");

  private ToldEvents() {}

  /** What is said, in one line, or as many as it takes to name all submissions; none if not. */
  static List<String> words(DomainEvent event) {
    if (event instanceof SubmissionQueued queued && queued.reason() == QueuedReason.PLACE_CHANGED) {
      return List.of();
    }
    var line = new StringBuilder("An event is told type=").append(event.type().subject());
    Map<String, String> attributes = EventAttributes.of(event);
    List<SubmissionId> submissions = EventAttributes.submissions(event);
    if (submissions.isEmpty()) {
      line.append(" key=").append(event.key());
    }
    attributes.forEach(
        (name, value) ->
            line.append(' ').append(NAMES.getOrDefault(name, name)).append('=').append(value));
    return submissions.size() < 2
        ? List.of(line.toString())
        : EventAttributes.named(submissions).stream()
            .map(names -> line + " submissionIds=" + names)
            .toList();
  }

  static void log(String words, String traceparent) {
    Context step = Context.root().with(Span.wrap(Traceparent.read(traceparent)));
    try (Scope ignored = step.makeCurrent()) {
      LOG.info(words);
    }
  }
}
