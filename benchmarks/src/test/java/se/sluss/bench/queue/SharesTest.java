package se.sluss.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static final int SLOTS = 40;

  @Test
  void whoHasItsTurnsHasTwiceWhatHalfALaneWouldLeave() {
    // Two tenants in turn: every stretch has half of the slots, and a quarter is owed.
    assertThat(least(slot -> slot % 2 == 0 ? "asked" : "other")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void whoWaitsInVainFallsBelowItsShare() {
    // Nothing in 20 slots, of which five are owed.
    assertThat(least(slot -> slot < 20 ? "other" : "asked")).isCloseTo(1.0 / 5, within(1e-9));
  }

  private static double least(IntFunction<String> served) {
    var documents = new ArrayList<Document>();
    Map<Document, Long> taken = new HashMap<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      var document = new Document("d" + slot, served.apply(slot), 0, Document.UNDATED);
      documents.add(document);
      taken.put(document, (long) slot);
    }
    List<Long> slots = LongStream.range(0, SLOTS).boxed().toList();
    return Shares.least(documents, taken, slots, "asked"::equals, 500);
  }
}
