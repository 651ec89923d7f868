package se.sluss.receipts.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import se.sluss.model.id.VendorId;

class PlacesTest {
  private final Places places = new Places(12);
  private final VendorId greedy = VendorId.next();
  private final VendorId other = VendorId.next();

  @Test
  void greedyVendorAloneGetsHalfOfAll() {
    assertThat(takenBy(greedy)).isEqualTo(6);
    assertThat(places.free()).isEqualTo(6);
  }

  @Test
  void nextGreedyOneGetsHalfOfTheRestAndSomeAreLeft() {
    takenBy(greedy);

    assertThat(takenBy(other)).isEqualTo(3);
    assertThat(places.satisfied()).containsExactlyInAnyOrder(greedy, other);
    assertThat(places.free()).isEqualTo(3);
  }

  @Test
  void vendorThatGivesBackMayTakeAgain() {
    takenBy(greedy);
    assertThat(places.satisfied()).containsExactly(greedy);

    places.giveBack(greedy);

    assertThat(places.satisfied()).isEmpty();
    assertThat(takenBy(greedy)).isEqualTo(1);
  }

  private int takenBy(VendorId vendor) {
    int taken = 0;
    while (!places.satisfied().contains(vendor)) {
      places.take(vendor);
      taken++;
    }
    return taken;
  }
}
