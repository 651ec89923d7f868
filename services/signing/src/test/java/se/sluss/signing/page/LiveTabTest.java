package se.sluss.signing.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.sluss.signing.order.Language;
import se.sluss.signing.order.OrderStatus;

/** Time passes by the tab's own pauses. */
class LiveTabTest {
  private static final Glance WORKING = glance(OrderStatus.STARTING, null);
  private static final Glance SIGNED = glance(OrderStatus.COMPLETED, null);

  private final List<Glance> told = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private boolean interrupted;
  private final LiveTab tab =
      new LiveTab(
          () -> now,
          time -> {
            now = now.plus(time);
            return !interrupted;
          });

  @Test
  void whatChangedIsToldAndWhatIsSignedEndsIt() {
    Glance code = glance(OrderStatus.PENDING, "bankid.t.1.c");
    Glance next = glance(OrderStatus.PENDING, "bankid.t.2.c");

    follow(WORKING, WORKING, code, next, next, SIGNED, WORKING);

    assertThat(told).containsExactly(WORKING, code, next, SIGNED);
  }

  @Test
  void aCodeOfASecondIsSeenWithinASecond() {
    follow(WORKING, SIGNED);

    assertThat(now).isBeforeOrEqualTo(Instant.EPOCH.plusSeconds(1));
  }

  @Test
  void aSignOfLifeComesThoughNothingChanges() {
    follow(() -> now.isBefore(Instant.EPOCH.plusSeconds(25)), () -> Optional.of(WORKING));

    assertThat(told).hasSize(3).containsOnly(WORKING);
  }

  @Test
  void aTabThatNobodyClosesAsksAnewAfterSomeMinutes() {
    follow(() -> true, () -> Optional.of(WORKING));

    assertThat(now).isEqualTo(Instant.EPOCH.plus(Duration.ofMinutes(5)));
  }

  @Test
  void nothingIsToldWhenTheSessionIsOver() {
    follow(() -> true, Optional::empty);

    assertThat(told).isEmpty();
    assertThat(now).isEqualTo(Instant.EPOCH);
  }

  @Test
  void aClosedTabIsLookedAtNoMore() {
    follow(() -> false, () -> Optional.of(WORKING));

    assertThat(told).isEmpty();
  }

  @Test
  void aThreadThatIsToEndDoes() {
    interrupted = true;

    follow(() -> true, () -> Optional.of(WORKING));

    assertThat(told).containsExactly(WORKING);
  }

  private void follow(Glance... seen) {
    Iterator<Glance> each = Stream.of(seen).iterator();
    follow(() -> true, () -> Optional.of(each.next()));
  }

  private void follow(BooleanSupplier open, Supplier<Optional<Glance>> look) {
    tab.follow(look, open, told::add);
  }

  private static Glance glance(OrderStatus status, String qrData) {
    return Glance.of(Views.order(status, qrData, false), Device.OTHER, Language.SV, null);
  }
}
