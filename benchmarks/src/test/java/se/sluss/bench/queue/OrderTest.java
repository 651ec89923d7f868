package se.sluss.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderTest {
  private static final List<Long> SIX_SLOTS = LongStream.range(0, 6).boxed().toList();

  @Test
  void nobodyMissesFewerThanTheClairvoyant() {
    for (int seed = 0; seed < 300; seed++) {
      List<Document> documents = few(new Random(seed));

      assertThat(Order.missed(documents, Order.CLAIRVOYANT.over(documents, SIX_SLOTS)))
          .as("seed %d", seed)
          .isEqualTo(fewestMisses(documents));
    }
  }

  @Test
  void lateDocumentsDoNotDragOthersPastTheirDates() {
    var documents = List.of(dated("a", 0, 1), dated("b", 0, 1), dated("c", 0, 2), dated("d", 0, 3));

    assertThat(Order.missed(documents, Order.CLAIRVOYANT.over(documents, SIX_SLOTS))).isOne();
    assertThat(Order.missed(documents, Order.DATE.over(documents, SIX_SLOTS))).isEqualTo(3);
  }

  @Test
  void tenantsTakeTurnsHoweverMuchOneHas() {
    var documents = new ArrayList<Document>();
    for (int i = 0; i < 4; i++) {
      documents.add(new Document("much" + i, "much", 0, Document.UNDATED));
    }
    var one = new Document("one", "little", 1, Document.UNDATED);
    documents.add(one);

    assertThat(Order.TURN.over(documents, SIX_SLOTS)).containsEntry(one, 2L);
    assertThat(Order.ARRIVAL.over(documents, SIX_SLOTS)).containsEntry(one, 4L);
  }

  @Test
  void slotsWithoutWorkStayEmpty() {
    var late = dated("a", 3, 5);

    assertThat(Order.CLAIRVOYANT.over(List.of(late), SIX_SLOTS)).isEqualTo(Map.of(late, 3L));
  }

  /** By trying every set of documents: it can all be in time when its earliest dates first can. */
  private static long fewestMisses(List<Document> documents) {
    long fewest = documents.size();
    for (int set = 0; set < 1 << documents.size(); set++) {
      var chosen = new ArrayList<Document>();
      for (int i = 0; i < documents.size(); i++) {
        if ((set >> i & 1) == 1) {
          chosen.add(documents.get(i));
        }
      }
      if (Order.missed(chosen, Order.DATE.over(chosen, SIX_SLOTS)) == 0) {
        fewest = Math.min(fewest, documents.size() - chosen.size());
      }
    }
    return fewest;
  }

  private static List<Document> few(Random random) {
    var documents = new ArrayList<Document>();
    for (int i = 0; i < 8; i++) {
      int arrives = random.nextInt(5);
      documents.add(dated("d" + i, arrives, arrives + 1 + random.nextInt(3)));
    }
    documents.sort(Comparator.comparingLong(Document::arrives));
    return documents;
  }

  private static Document dated(String id, long arrives, long due) {
    return new Document(id, "t", arrives, due);
  }
}
