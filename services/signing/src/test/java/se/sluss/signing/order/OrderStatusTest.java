package se.sluss.signing.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderStatusTest {

  @Test
  void finalOnesLeadNowhere() {
    for (OrderStatus last :
        EnumSet.of(OrderStatus.COMPLETED, OrderStatus.FAILED, OrderStatus.CANCELLED)) {
      assertThat(last.isFinal()).isTrue();
      for (OrderStatus other : OrderStatus.values()) {
        assertThat(last.mayBecome(other)).as("%s to %s", last, other).isFalse();
      }
    }
  }

  @Test
  void whatMayBeOpenAtBankIdIsNeverStartedAgainButByWhoeverKnowsThatItIsNot() {
    assertThat(OrderStatus.PENDING.mayBecome(OrderStatus.STARTING)).isFalse();
    assertThat(OrderStatus.PENDING.mayBecome(OrderStatus.OPENING)).isFalse();
    assertThat(OrderStatus.OPENING.mayBecome(OrderStatus.STARTING)).isTrue();
  }

  @Test
  void nothingIsCompletedThatWasNotCollected() {
    Set<OrderStatus> before =
        EnumSet.allOf(OrderStatus.class).stream()
            .filter(status -> status.mayBecome(OrderStatus.COMPLETED))
            .collect(java.util.stream.Collectors.toSet());

    assertThat(before).containsExactly(OrderStatus.COLLECTED);
  }

  @Test
  void aCollectedOneCannotBeCancelledAnyMore() {
    assertThat(OrderStatus.COLLECTED.mayBecome(OrderStatus.CANCELLED)).isFalse();
  }
}
