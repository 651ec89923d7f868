package se.sluss.submitter.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlotTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration WIDTH = Duration.ofMillis(200);
  private static final long MILLI = 1_000_000L;

  @Test
  void windowOpensWhenTheAnswerIsBackAndClosesWidthAfterTheQuestionLeft() {
    Window window = Window.of(0, 30 * MILLI, Duration.ZERO, WIDTH);

    assertThat(window.mayLeaveAt(30 * MILLI - 1)).isFalse();
    assertThat(window.mayLeaveAt(30 * MILLI)).isTrue();
    assertThat(window.mayLeaveAt(200 * MILLI)).isTrue();
    assertThat(window.mayLeaveAt(200 * MILLI + 1)).isFalse();
  }

  @Test
  void slowAnswerLeavesNoWindowAtAll() {
    Window window = Window.of(0, 201 * MILLI, Duration.ZERO, WIDTH);

    assertThat(window.mayLeaveAt(150 * MILLI)).isFalse();
    assertThat(window.mayLeaveAt(201 * MILLI)).isFalse();
  }

  @Test
  void windowSurvivesTheOverflowOfTheMonotonicClock() {
    long questionLeft = Long.MAX_VALUE - 10 * MILLI;
    Window window = Window.of(questionLeft, questionLeft + 5 * MILLI, Duration.ZERO, WIDTH);

    assertThat(window.mayLeaveAt(questionLeft)).isFalse();
    assertThat(window.mayLeaveAt(questionLeft + 50 * MILLI)).isTrue();
    assertThat(window.mayLeaveAt(questionLeft + 201 * MILLI)).isFalse();
  }

  @Test
  void slotTakenAheadOpensLaterBySoMuchAndLastsAsLong() {
    Window window = Window.of(0, 5 * MILLI, Duration.ofMillis(20), WIDTH);

    assertThat(window.mayLeaveAt(25 * MILLI - 1)).isFalse();
    assertThat(window.mayLeaveAt(25 * MILLI)).isTrue();
    assertThat(window.mayLeaveAt(220 * MILLI)).isTrue();
    assertThat(window.mayLeaveAt(220 * MILLI + 1)).isFalse();
  }

  @Test
  void windowThatWouldOpenTooSoonAfterTheLastCallOpensLaterOrNotAtAll() {
    Window window = new Window(10 * MILLI, 210 * MILLI);

    assertThat(window.after(5 * MILLI)).isEqualTo(window);
    assertThat(window.after(50 * MILLI)).isEqualTo(new Window(50 * MILLI, 210 * MILLI));

    Window never = window.after(300 * MILLI);
    never.await();
    assertThat(never.mayLeaveAt(210 * MILLI)).isFalse();
    assertThat(never.mayLeaveAt(300 * MILLI)).isFalse();
  }

  @Test
  void intervalMayBeShorterByWhatClocksAreSlewed() {
    assertThat(Window.shortest(Duration.ofSeconds(1))).isEqualTo(999 * MILLI);
  }

  @Test
  void awaitingReturnsNotBeforeItOpensAndAtOnceWhenItIsOver() {
    long now = System.nanoTime();
    Window soon = new Window(now + 20 * MILLI, now + 200 * MILLI);
    soon.await();
    assertThat(System.nanoTime() - soon.opens()).isNotNegative();

    Window over = new Window(now - 200 * MILLI, now - MILLI);
    over.await();
    assertThat(over.mayLeaveAt(System.nanoTime())).isFalse();
  }

  @Test
  void bytesAreReckonedToHaveLeftAtTheLatestMomentThatIsPossible() {
    Slot slot =
        new Slot(
            AT.plusMillis(20),
            AT,
            Window.of(1_000 * MILLI, 1_003 * MILLI, Duration.ofMillis(20), WIDTH),
            1_000 * MILLI);

    // 70 ms after the question left; the database can have read its clock right when it left
    assertThat(slot.noLaterThan(1_070 * MILLI)).isEqualTo(AT.plusMillis(70));
  }
}
