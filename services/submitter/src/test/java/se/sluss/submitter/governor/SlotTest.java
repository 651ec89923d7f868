package se.sluss.submitter.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlotTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration WIDTH = Duration.ofMillis(200);
  private static final Duration INTERVAL = Duration.ofMillis(1100);
  private static final long MILLI = 1_000_000L;

  @Test
  void windowOpensWhenTheAnswerIsBackAndClosesWidthAfterTheQuestionLeft() {
    Window window = Window.of(0, 30 * MILLI, WIDTH);

    assertThat(window.isOpenAt(30 * MILLI - 1)).isFalse();
    assertThat(window.isOpenAt(30 * MILLI)).isTrue();
    assertThat(window.isOpenAt(200 * MILLI)).isTrue();
    assertThat(window.isOpenAt(200 * MILLI + 1)).isFalse();
  }

  @Test
  void slowAnswerLeavesNoWindowAtAll() {
    Window window = Window.of(0, 201 * MILLI, WIDTH);

    assertThat(window.isOpenAt(150 * MILLI)).isFalse();
    assertThat(window.isOpenAt(201 * MILLI)).isFalse();
  }

  @Test
  void windowSurvivesTheOverflowOfTheMonotonicClock() {
    long questionLeft = Long.MAX_VALUE - 10 * MILLI;
    Window window = Window.of(questionLeft, questionLeft + 5 * MILLI, WIDTH);

    assertThat(window.isOpenAt(questionLeft)).isFalse();
    assertThat(window.isOpenAt(questionLeft + 50 * MILLI)).isTrue();
    assertThat(window.isOpenAt(questionLeft + 201 * MILLI)).isFalse();
  }

  @Test
  void nextCallIsReckonedFromTheLatestMomentAtWhichTheBytesCanHaveLeft() {
    Slot slot = slot(1_000 * MILLI);

    // 70 ms after the question left; the slot can have opened right when it left
    assertThat(slot.noLaterThan(1_070 * MILLI)).isEqualTo(AT.plusMillis(70));
    assertThat(slot.nextAfter(1_070 * MILLI)).isEqualTo(AT.plusMillis(70).plus(INTERVAL));
  }

  @Test
  void confirmedBookingIsNeverEarlierThanTheInterval() {
    for (long took = 0; took <= 200; took += 7) {
      Slot slot = slot(0);
      Instant truth = AT.plusMillis(took); // the question's way took no time at all
      assertThat(Duration.between(truth, slot.nextAfter(took * MILLI)))
          .isGreaterThanOrEqualTo(INTERVAL);
    }
  }

  private static Slot slot(long questionLeft) {
    return new Slot(
        AT,
        AT.plus(WIDTH).plus(INTERVAL),
        INTERVAL,
        Window.of(questionLeft, questionLeft + 3 * MILLI, WIDTH),
        questionLeft);
  }
}
