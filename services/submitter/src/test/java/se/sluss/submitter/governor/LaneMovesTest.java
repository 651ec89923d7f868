package se.sluss.submitter.governor;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.model.id.AttemptId;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.LaneBrake.Lesson;
import se.sluss.submitter.delivery.OperatorActs;

/** Every state of a lane with everything that can happen to it. */
class LaneMovesTest {
  private static final OperatorActs.Why WHY = new OperatorActs.Why("administrator", "");
  private static final Instant NOW = OneLane.NOW;
  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final GovernorConfig CONFIG =
      new SmallRyeConfigBuilder()
          .withMapping(GovernorConfig.class)
          .build()
          .getConfigMapping(GovernorConfig.class);

  private static final LaneState RUNNING = new LaneState.Running();
  private static final LaneState PAUSED = new LaneState.Paused("OPERATOR");
  private static final LaneState DRAINING = new LaneState.Draining("OPERATOR");
  private static final LaneState STOPPED =
      new LaneState.Stopped(Cause.FORBIDDEN, NOW.plusSeconds(60), FIRST);
  private static final LaneState DUE =
      new LaneState.Stopped(Cause.FORBIDDEN, NOW.minusSeconds(1), FIRST);
  private static final LaneState STOPPED_FOR_GOOD =
      new LaneState.Stopped(Cause.ADDRESS_REFUSED, null, FIRST);
  private static final LaneState TRYING = new LaneState.Trying(Cause.FORBIDDEN, FIRST);
  private static final LaneState TRIED_IN_VAIN = stopped(Cause.FORBIDDEN, FIRST.multipliedBy(2));

  /** What happens to a lane. */
  enum Happening {
    PAUSE,
    DRAIN,
    RESUME,
    SHUT_OFF,
    GOOD_ANSWER,
    BAD_ANSWER,
    NO_ANSWER
  }

  static List<Arguments> moves() {
    return List.of(
        row(RUNNING, PAUSED, DRAINING, RUNNING, stopped(Cause.TLS_ALERT, FIRST), RUNNING, RUNNING),
        row(PAUSED, PAUSED, PAUSED, RUNNING, PAUSED, PAUSED, PAUSED),
        row(DRAINING, PAUSED, DRAINING, RUNNING, DRAINING, DRAINING, DRAINING),
        row(STOPPED, PAUSED, DRAINING, RUNNING, STOPPED, STOPPED, STOPPED),
        row(
            DUE,
            PAUSED,
            DRAINING,
            RUNNING,
            stopped(Cause.TLS_ALERT, FIRST.multipliedBy(2)),
            DUE,
            DUE),
        row(
            STOPPED_FOR_GOOD,
            PAUSED,
            DRAINING,
            RUNNING,
            STOPPED_FOR_GOOD,
            STOPPED_FOR_GOOD,
            STOPPED_FOR_GOOD),
        row(
            TRYING,
            PAUSED,
            DRAINING,
            TRYING,
            stopped(Cause.TLS_ALERT, FIRST.multipliedBy(2)),
            RUNNING,
            TRIED_IN_VAIN));
  }

  private static Arguments row(
      LaneState before,
      LaneState paused,
      LaneState drained,
      LaneState resumed,
      LaneState shutOff,
      LaneState afterGood,
      LaneState afterBad) {
    return Arguments.of(
        before, List.of(paused, drained, resumed, shutOff, afterGood, afterBad, afterBad));
  }

  @ParameterizedTest
  @MethodSource("moves")
  void everythingThatHappensHasItsMove(LaneState before, List<LaneState> afterEach) {
    for (Happening happening : Happening.values()) {
      OneLane lane = new OneLane(before);

      happen(lane, happening);

      assertThat(lane.state)
          .as("%s after %s", before, happening)
          .isEqualTo(afterEach.get(happening.ordinal()));
    }
  }

  /** From which kind of state to which other everything that happens leads. */
  static Set<String> moved() {
    Set<String> moved = new TreeSet<>();
    for (LaneState before : List.of(RUNNING, PAUSED, DRAINING, STOPPED, DUE, TRYING)) {
      for (Happening happening : Happening.values()) {
        OneLane lane = new OneLane(before);
        happen(lane, happening);
        if (lane.state.getClass() != before.getClass()) {
          moved.add(name(before) + " --> " + name(lane.state));
        }
      }
    }
    return moved;
  }

  private static String name(LaneState state) {
    return state.getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  @Test
  void onlyARunningLaneThatStopsIsToldOf() {
    for (LaneState before : List.of(RUNNING, PAUSED, DRAINING, STOPPED, DUE, TRYING)) {
      OneLane lane = new OneLane(before);

      assertThat(new GovernedBrake(lane, CONFIG).stop(lane.connection, Cause.FORBIDDEN).isPresent())
          .as("%s", before)
          .isEqualTo(before == RUNNING);
    }
  }

  @Test
  void laneThatMayGoOnAfterATryGoesSlowlyAtFirst() {
    OneLane lane = new OneLane(TRYING);

    happen(lane, Happening.GOOD_ANSWER);

    assertThat(lane.done).containsExactly("save", "start slowly");
  }

  @Test
  void resumedLaneRestsOneInterval() {
    OneLane lane = new OneLane(PAUSED);

    happen(lane, Happening.RESUME);

    assertThat(lane.done).containsExactly("save", "wrote resume", "rest");
  }

  @Test
  void waitsBetweenTriesDoubleUpToTheLongest() {
    TryPolicy tries = new TryPolicy(FIRST, Duration.ofMinutes(15));
    LaneState.Stopped state =
        new LaneState.Trying(Cause.FORBIDDEN, FIRST).failed(none(), tries, NOW);

    assertThat(state.waited()).isEqualTo(Duration.ofMinutes(10));
    assertThat(new LaneState.Trying(Cause.FORBIDDEN, state.waited()).failed(none(), tries, NOW))
        .isEqualTo(stopped(Cause.FORBIDDEN, Duration.ofMinutes(15)));
  }

  private static Optional<Cause> none() {
    return Optional.empty();
  }

  private static LaneState.Stopped stopped(Cause cause, Duration wait) {
    return new LaneState.Stopped(cause, NOW.plus(wait), wait);
  }

  private static void happen(OneLane lane, Happening happening) {
    OperateLane operate = new OperateLane(lane, lane);
    GovernedBrake brake = new GovernedBrake(lane, CONFIG);
    switch (happening) {
      case PAUSE -> operate.pause(lane.connection, WHY);
      case DRAIN -> operate.drain(lane.connection, WHY);
      case RESUME -> operate.resume(lane.connection, WHY);
      case SHUT_OFF -> {
        var unused = brake.stop(lane.connection, Cause.TLS_ALERT);
      }
      case GOOD_ANSWER -> brake.learn(List.of(lesson(lane, true)));
      case BAD_ANSWER -> brake.learn(List.of(lesson(lane, false)));
      case NO_ANSWER -> brake.learnedNothing(lane.connection, AttemptId.next());
    }
  }

  private static Lesson lesson(OneLane lane, boolean good) {
    return new Lesson(
        lane.connection,
        AttemptId.next(),
        Optional.empty(),
        Duration.ofMillis(80),
        good,
        false,
        true);
  }
}
