package se.sluss.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import se.sluss.kit.inbox.ReadProgress.Place;

class ReadProgressTest {
  private long nanos;
  private final ReadProgress progress = new ReadProgress(() -> nanos);

  @Test
  void aTopicThatIsReadToItsEndIsNotUnreadHoweverLongNothingComes() {
    seeAfter(60, Map.of(0, new Place(5, 5)));
    seeAfter(60, Map.of(0, new Place(5, 5)));

    assertThat(progress.unreadSeconds()).isZero();
  }

  @Test
  void whoIsBehindAndReadsOnReads() {
    seeAfter(60, Map.of(0, new Place(5, 900)));
    seeAfter(60, Map.of(0, new Place(6, 1000)));

    assertThat(progress.unreadSeconds()).isZero();
  }

  @Test
  void whatLiesThereAndIsNotTakenIsUnreadSinceItWasLastRead() {
    seeAfter(60, Map.of(0, new Place(5, 5)));
    seeAfter(60, Map.of(0, new Place(5, 6)));
    seeAfter(60, Map.of(0, new Place(5, 9)));

    assertThat(progress.unreadSeconds()).isEqualTo(120);
  }

  @Test
  void onePartitionThatIsNotReadIsEnough() {
    seeAfter(60, Map.of(0, new Place(5, 9), 1, new Place(5, 9)));
    seeAfter(60, Map.of(0, new Place(9, 9), 1, new Place(5, 9)));

    assertThat(progress.unreadSeconds()).isEqualTo(60);
  }

  @Test
  void whatCannotBeAskedCountsAsNotRead() {
    seeAfter(60, Map.of(0, new Place(5, 5)));
    nanos += 300_000_000_000L;

    assertThat(progress.unreadSeconds()).isEqualTo(300);
  }

  private void seeAfter(long seconds, Map<Integer, Place> places) {
    nanos += seconds * 1_000_000_000L;
    progress.see(places);
  }
}
