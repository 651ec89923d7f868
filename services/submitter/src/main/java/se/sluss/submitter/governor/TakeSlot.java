package se.sluss.submitter.governor;

import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.LongSupplier;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traces;
import se.sluss.model.event.SubmissionSending;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.governor.Lanes.Claimed;
import se.sluss.submitter.ops.Names;

/** Asks a lane for a slot, and books, confirms or returns it. */
@ApplicationScoped
public class TakeSlot {
  private final Lanes lanes;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Traces traces;
  private final GovernorConfig config;
  private final LongSupplier nanoTime = System::nanoTime;

  private record Begun(Claimed claimed, Context trace) {}

  public TakeSlot(
      Lanes lanes, Transactions transactions, Outbox outbox, Traces traces, GovernorConfig config) {
    this.lanes = lanes;
    this.transactions = transactions;
    this.outbox = outbox;
    this.traces = traces;
    this.config = config;
  }

  /**
   * A grant is committed when this returns; nothing may be sent without one. When this throws, the
   * slot may be booked all the same, and is lost with its attempt in doubt at worst.
   */
  public Claim take(ConnectionId connection) {
    AttemptId attempt = AttemptId.next();
    long questionLeft = nanoTime.getAsLong();
    Begun begun = transactions.asSystem(() -> begin(connection, attempt));
    long answerBack = nanoTime.getAsLong();
    return switch (begun.claimed()) {
      case Claimed.Not(var because) -> because;
      case Claimed.Taken(var delivery, var at, var booked, var interval) ->
          new Claim.Granted(
              new Grant(
                  attempt,
                  delivery,
                  new Slot(
                      at,
                      booked,
                      interval,
                      Window.of(questionLeft, answerBack, config.window()),
                      questionLeft),
                  begun.trace()));
    };
  }

  private Begun begin(ConnectionId connection, AttemptId attempt) {
    Claimed claimed = lanes.claim(connection, attempt);
    return switch (claimed) {
      case Claimed.Not _ -> new Begun(claimed, Context.root());
      case Claimed.Taken taken -> new Begun(claimed, announce(taken, connection, attempt));
    };
  }

  /** The slot opens a trace of its own, linked to the queueing that may lie days back. */
  private Context announce(Claimed.Taken taken, ConnectionId connection, AttemptId attempt) {
    Delivery delivery = taken.delivery();
    return traces.withOrigin(
        delivery.origin(),
        () ->
            traces.linkedRoot(
                Names.SPAN_SLOT,
                delivery.queuedTraceparent(),
                attributes(delivery, connection),
                () -> {
                  outbox.append(
                      new SubmissionSending(
                          delivery.submission(),
                          connection,
                          attempt,
                          delivery.attempts(),
                          taken.at()));
                  return Context.current();
                }));
  }

  static Map<String, String> attributes(Delivery delivery, ConnectionId connection) {
    return Map.of(
        EventAttributes.SUBMISSION, delivery.submission().submissionId().value(),
        EventAttributes.TENANT, delivery.submission().tenantId().value(),
        EventAttributes.CONNECTION, connection.value(),
        EventAttributes.ATTEMPT, Integer.toString(delivery.attempts()));
  }

  /** The bytes had left by the given moment of the monotonic clock. */
  public void confirm(Grant grant, long sentBy) {
    transactions.asSystem(
        () -> lanes.confirm(grant.attempt(), grant.connection(), grant.slot(), sentBy));
  }

  /** Nothing was sent in the slot. */
  public void giveBack(Grant grant) {
    transactions.asSystem(() -> lanes.giveBack(grant.connection(), grant.slot()));
  }
}
