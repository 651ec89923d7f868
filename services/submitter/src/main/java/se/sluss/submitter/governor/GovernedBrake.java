package se.sluss.submitter.governor;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.LaneBrake;

/** Makes moves of lanes' states out of what calls have shown. */
@ApplicationScoped
class GovernedBrake implements LaneBrake {
  private final Lanes lanes;
  private final TryPolicy tries;

  GovernedBrake(Lanes lanes, GovernorConfig config) {
    this.lanes = lanes;
    this.tries = new TryPolicy(config.tryAfter(), config.tryLongest());
  }

  @Override
  public void learn(List<Lesson> lessons) {
    Set<AttemptId> tries = lanes.learn(lessons);
    lessons.stream()
        .filter(lesson -> tries.contains(lesson.attempt()))
        .forEach(lesson -> endTry(lesson.connection(), lesson.good()));
  }

  @Override
  public void left(AttemptId attempt, Instant by) {
    lanes.confirm(List.of(new Lanes.Left(attempt, by)));
  }

  @Override
  public void unused(AttemptId attempt) {
    lanes.giveBack(attempt);
  }

  @Override
  public void learnedNothing(ConnectionId connection, AttemptId attempt) {
    if (lanes.tried(attempt)) {
      endTry(connection, false);
    }
  }

  private void endTry(ConnectionId connection, boolean good) {
    if (!(lanes.lock(connection).orElse(null) instanceof LaneState.Trying trying)) {
      return;
    }
    if (good) {
      lanes.save(connection, trying.answered());
      lanes.startSlowly(connection);
    } else {
      lanes.save(connection, trying.failed(Optional.empty(), tries, lanes.now()));
    }
  }

  @Override
  public void hold(ConnectionId connection, Duration atLeast) {
    lanes.hold(connection, atLeast);
  }

  @Override
  public Optional<Stopped> stop(ConnectionId connection, Cause cause) {
    Instant now = lanes.now();
    LaneState before =
        lanes
            .lock(connection)
            .orElseThrow(() -> new IllegalStateException("No lane of " + connection));
    LaneState after =
        switch (before) {
          case LaneState.Running running -> running.stopped(cause, tries, now);
          case LaneState.Stopped stopped -> stopped.again(cause, tries, now);
          case LaneState.Trying trying -> trying.failed(Optional.of(cause), tries, now);
          case LaneState.Paused _, LaneState.Draining _ -> before;
        };
    if (!after.equals(before)) {
      lanes.save(connection, after);
    }
    return before instanceof LaneState.Running
        ? Optional.of(stopped(connection))
        : Optional.empty();
  }

  private Stopped stopped(ConnectionId connection) {
    LaneView lane = lanes.views(connection).getFirst();
    return new Stopped(
        connection, lanes.vendors(connection), lane.service(), lane.mode(), lane.since());
  }
}
