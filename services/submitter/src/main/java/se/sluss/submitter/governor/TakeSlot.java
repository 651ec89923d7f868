package se.sluss.submitter.governor;

import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.together.Together;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traces;
import se.sluss.model.event.SubmissionSending;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.governor.Lanes.Ask;
import se.sluss.submitter.governor.Lanes.Claimed;
import se.sluss.submitter.governor.Lanes.Left;
import se.sluss.submitter.governor.Lanes.Ready;
import se.sluss.submitter.ops.Names;

/**
 * Asks lanes for slots, and books, confirms or returns them. What many lanes want at the same time
 * is one statement and one commit.
 */
@ApplicationScoped
public class TakeSlot {
  private static final Logger LOG = Logger.getLogger(TakeSlot.class);
  private static final int MOST_TOGETHER = 500;

  private final Lanes lanes;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Traces traces;
  private final GovernorConfig config;
  private final Replica replica;
  private final LongSupplier nanoTime = System::nanoTime;
  private final Together<Wish, Claim> claims;
  private final Together<Left, Boolean> confirmations;

  private record Wish(ConnectionId connection, boolean fresh, Optional<Ready> ready) {}

  private record Begun(Claimed claimed, Context trace) {}

  private record Round(Map<ConnectionId, Begun> begun, long questionLeft, long answerBack) {}

  public TakeSlot(
      Lanes lanes,
      Transactions transactions,
      Outbox outbox,
      Traces traces,
      GovernorConfig config,
      Replica replica) {
    this.lanes = lanes;
    this.transactions = transactions;
    this.outbox = outbox;
    this.traces = traces;
    this.config = config;
    this.replica = replica;
    this.claims = new Together<>("claims", MOST_TOGETHER, this::claim);
    this.confirmations = new Together<>("confirmations", MOST_TOGETHER, this::confirmAll);
  }

  /**
   * A grant is committed when this returns; nothing may be sent without one. When this throws, the
   * slot may be booked all the same, and is lost with its attempt in doubt at worst.
   *
   * @param fresh whether nothing was answered yet over the way that it would go
   * @param ready the message of the one who is expected to go; empty when it is not made yet
   */
  public Claim take(ConnectionId connection, boolean fresh, Optional<Ready> ready) {
    return claims.ask(new Wish(connection, fresh, ready));
  }

  private List<Claim> claim(List<Wish> wishes) {
    Map<ConnectionId, Ask> asks = new HashMap<>();
    for (Wish wish : wishes) {
      asks.computeIfAbsent(
          wish.connection(),
          connection -> new Ask(connection, AttemptId.next(), wish.fresh(), wish.ready()));
    }
    Round round = transactions.asSystem(() -> begin(List.copyOf(asks.values())));
    return wishes.stream()
        .map(Wish::connection)
        .map(connection -> answer(asks.remove(connection), round.begun().get(connection), round))
        .toList();
  }

  /** Who asked a second time in the same round hears that somebody else is asking. */
  private Claim answer(@Nullable Ask ask, @Nullable Begun begun, Round round) {
    if (ask == null || begun == null) {
      return new Claim.Busy();
    }
    return switch (begun.claimed()) {
      case Claimed.Not(var because) -> because;
      case Claimed.Taken(var delivery, var identity, var readAt, var at) -> {
        Window window =
            Window.of(
                round.questionLeft(),
                round.answerBack(),
                Duration.between(readAt, at),
                config.window());
        Slot slot = new Slot(at, readAt, window, round.questionLeft());
        yield new Claim.Granted(new Grant(ask.attempt(), delivery, identity, slot, begun.trace()));
      }
    };
  }

  private Round begin(List<Ask> asks) {
    long questionLeft = nanoTime.getAsLong();
    Map<ConnectionId, Claimed> claimed = lanes.claim(asks, replica.name());
    long answerBack = nanoTime.getAsLong();
    Map<ConnectionId, Begun> begun = new HashMap<>();
    for (Ask ask : asks) {
      switch (claimed.get(ask.connection())) {
        case null -> {}
        case Claimed.Not not -> begun.put(ask.connection(), new Begun(not, Context.root()));
        case Claimed.Taken taken ->
            begun.put(ask.connection(), new Begun(taken, announce(taken, ask)));
      }
    }
    return new Round(begun, questionLeft, answerBack);
  }

  /** The slot opens a trace of its own, linked to the queueing that may lie days back. */
  private Context announce(Claimed.Taken taken, Ask ask) {
    Delivery delivery = taken.delivery();
    return traces.withOrigin(
        delivery.origin(),
        () ->
            traces.linkedRoot(
                Names.SPAN_SLOT,
                delivery.queuedTraceparent(),
                attributes(delivery, ask.connection()),
                () -> {
                  outbox.append(
                      new SubmissionSending(
                          delivery.submission(),
                          ask.connection(),
                          ask.attempt(),
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
    confirmations.ask(new Left(grant.attempt(), grant.slot().noLaterThan(sentBy)));
  }

  /** Answers whether each is confirmed: one whose lane somebody keeps does not take the others. */
  private List<Boolean> confirmAll(List<Left> left) {
    try {
      transactions.asSystem(() -> lanes.confirm(left));
      return left.stream().map(_ -> true).toList();
    } catch (RuntimeException e) {
      if (left.size() == 1) {
        LOG.warnf(e, "A booking stays as it was attemptId=%s", left.getFirst().attempt());
        return List.of(false);
      }
      return left.stream().map(one -> confirmAll(List.of(one)).getFirst()).toList();
    }
  }

  /** Nobody gets a slot after this. */
  void closeClaims() {
    claims.close();
  }

  /** Who asks after this is told that this has ended. */
  void close() {
    claims.close();
    confirmations.close();
  }
}
