package se.sluss.submitter.governor;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.OperatorActs;

/**
 * What operators do with lanes while they run. Each act is written down with its reason, in the
 * same transaction. A lane that is not there changes nothing; callers look for it first. Works in
 * the caller's transaction.
 */
@ApplicationScoped
public class OperateLane {
  private final Lanes lanes;
  private final OperatorActs acts;

  public OperateLane(Lanes lanes, OperatorActs acts) {
    this.lanes = lanes;
    this.acts = acts;
  }

  /**
   * Nothing more is sent until it is resumed; a stopped lane tries nothing by itself any more, and
   * a try under way changes nothing.
   */
  public void pause(ConnectionId connection, OperatorActs.Why why) {
    move(
        connection,
        "pause",
        why,
        state ->
            switch (state) {
              case LaneState.Running running -> running.paused("OPERATOR");
              case LaneState.Draining draining -> draining.paused("OPERATOR");
              case LaneState.Stopped stopped -> stopped.paused("OPERATOR");
              case LaneState.Trying trying -> trying.paused("OPERATOR");
              case LaneState.Paused _ -> state;
            });
  }

  /** Nothing more is sent, nor tried, and it is paused when the last answer is there. */
  public void drain(ConnectionId connection, OperatorActs.Why why) {
    move(
        connection,
        "drain",
        why,
        state ->
            switch (state) {
              case LaneState.Running running -> running.draining("OPERATOR");
              case LaneState.Stopped stopped -> stopped.draining("OPERATOR");
              case LaneState.Trying trying -> trying.draining("OPERATOR");
              case LaneState.Draining _, LaneState.Paused _ -> state;
            });
  }

  /** It runs again, at the earliest one interval from now. */
  public void resume(ConnectionId connection, OperatorActs.Why why) {
    move(
        connection,
        "resume",
        why,
        state ->
            switch (state) {
              case LaneState.Paused paused -> paused.resumed();
              case LaneState.Draining draining -> draining.resumed();
              case LaneState.Stopped stopped -> stopped.resumed();
              case LaneState.Running _, LaneState.Trying _ -> state;
            });
    lanes.restOneInterval(connection);
  }

  private void move(
      ConnectionId connection,
      String what,
      OperatorActs.Why why,
      UnaryOperator<LaneState> decision) {
    Optional<LaneState> before = lanes.lock(connection);
    if (before.isEmpty()) {
      return;
    }
    LaneState after = decision.apply(before.get());
    if (!after.equals(before.get())) {
      lanes.save(connection, after);
    }
    acts.onLane(connection, what, why, before.get() + " became " + after);
  }

  /**
   * Goes more slowly than agreed.
   *
   * @param interval between two calls; null for the agreed one; a shorter one changes nothing
   */
  public void slow(ConnectionId connection, @Nullable Duration interval, OperatorActs.Why why) {
    lanes.slow(connection, interval);
    acts.onLane(connection, "slow", why, interval == null ? "as agreed" : interval.toString());
  }

  /**
   * The authority has agreed to another pace.
   *
   * @param guard null leaves it as it is
   */
  public void agree(
      ConnectionId connection, Duration interval, @Nullable Duration guard, OperatorActs.Why why) {
    lanes.agree(connection, interval, guard);
    acts.onLane(connection, "agree", why, interval + (guard == null ? "" : ", guard " + guard));
  }

  /** Another share for a vendor's tenant among its others, from its next call on. */
  public void weigh(
      ConnectionId connection, VendorId vendor, TenantId tenant, int weight, OperatorActs.Why why) {
    lanes.weigh(connection, vendor, tenant.value(), weight);
    acts.onLane(connection, "weigh", why, tenant + " weighs " + weight);
  }

  /** Puts a lane under a ceiling that others may share; null takes it out. */
  public void under(ConnectionId connection, @Nullable String ceiling, OperatorActs.Why why) {
    lanes.under(connection, ceiling);
    acts.onLane(connection, "ceiling", why, ceiling == null ? "none" : ceiling);
  }

  /** Makes a ceiling, or changes its interval; a call under it waits one interval from now. */
  public void ceiling(String name, Duration interval, OperatorActs.Why why) {
    lanes.ceiling(name, interval);
    acts.onCeiling(name, "set ceiling", why, interval.toString());
  }
}
