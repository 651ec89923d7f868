package se.sluss.simulator.authority.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private final Documents documents = new Documents();

  @Test
  void aDocumentSentAgainAfterALostAnswerIsNothingWorthTelling() {
    come(1, 0, "id", "aa");
    documents.ended(1, 100, false);

    assertThat(come(2, 200, "id", "aa")).as("accepted before").isTrue();
    assertThat(documents.repeats()).isEmpty();
  }

  @Test
  void callsOverlapWhenTheLaterFirstByteComesBeforeTheEarlierEnd() {
    come(1, 0, "id", "aa");
    documents.ended(1, 300, false);

    come(2, 299, "id", "aa");

    assertThat(kinds()).containsExactly(Repeat.Kind.OVERLAPPING);
  }

  @Test
  void anAnswerThatIsNotWhollyWrittenIsNoReceipt() {
    come(1, 0, "id", "aa");
    documents.ended(1, 100, false);
    come(2, 200, "id", "aa");
    documents.ended(2, 300, true);

    come(3, 400, "id", "aa");

    assertThat(kinds()).containsExactly(Repeat.Kind.AFTER_RECEIPT);
    assertThat(documents.repeats().getFirst().earlier()).isEqualTo(2);
  }

  @Test
  void otherBytesUnderAKnownIdAreTold() {
    come(1, 0, "id", "aa");
    documents.ended(1, 100, false);

    assertThat(come(2, 200, "id", "bb")).isFalse();
    assertThat(kinds()).containsExactly(Repeat.Kind.OTHER_BYTES);
  }

  private boolean come(long sequence, long nanos, String id, String sha256) {
    var arrival = new Arrival(sequence, nanos, Instant.EPOCH, "a", "/p", null, List.of(), true);
    return documents.came(arrival, id, sha256, true);
  }

  private List<Repeat.Kind> kinds() {
    return documents.repeats().stream().map(Repeat::kind).toList();
  }
}
