package se.sluss.receipts.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.Hash;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.evidence.log.TreeHead;

/**
 * A log goes on under the name and the keys under which it was begun, or the room does not start.
 */
class LogBegunTest {
  private static final String NAME = "sluss.example";
  private static final EvidenceKey FIRST = EvidenceKey.parse(EvidenceKey.newPem());
  private static final EvidenceKey SECOND = EvidenceKey.parse(EvidenceKey.newPem());

  @Test
  void theSameNameAndKeyGoOn() {
    assertThatCode(() -> log(begun(NAME, FIRST), FIRST, FIRST.publicKeys()).requireSameLog())
        .doesNotThrowAnyException();
  }

  @Test
  void aLogThatIsEmptyIsBegunByAnyone() {
    assertThatCode(() -> log(Optional.empty(), FIRST, FIRST.publicKeys()).requireSameLog())
        .doesNotThrowAnyException();
  }

  @Test
  void anotherNameStopsTheStartAndIsNamed() {
    assertThatThrownBy(
            () -> log(begun("other.example", FIRST), FIRST, FIRST.publicKeys()).requireSameLog())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sluss.receipts.evidence.log-id")
        .hasMessageContaining("other.example");
  }

  @Test
  void aKeyThatIsNewGoesOnWhereTheOneBeforeItIsStillPublished() {
    EvidenceKeys both = EvidenceKeys.all(List.of(SECOND.publicKeys(), FIRST.publicKeys()));

    assertThatCode(() -> log(begun(NAME, FIRST), SECOND, both).requireSameLog())
        .doesNotThrowAnyException();
  }

  @Test
  void aKeyThatIsNewStopsTheStartWhereTheOneBeforeItIsForgotten() {
    assertThatThrownBy(() -> log(begun(NAME, FIRST), SECOND, SECOND.publicKeys()).requireSameLog())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sluss.receipts.evidence.earlier-keys-file")
        .hasMessageContaining(FIRST.id());
  }

  /** What waits may be more than one look takes. */
  @Test
  void allThatWaitsComesIntoTheLogInOrderUnderHeadsThatFollowEachOther() {
    MemoryLog store = new MemoryLog(Optional.empty(), 2_500);
    AppendToLog log = log(store, FIRST, FIRST.publicKeys());

    assertThat(Stream.generate(log::append).limit(4)).containsExactly(1_000, 1_000, 500, 0);

    assertThat(store.placed).extracting(LogStore.Placed::index).isSorted().hasSize(2_500);
    assertThat(store.heads)
        .extracting(head -> TreeHead.of(head.treeHead()).treeSize())
        .containsExactly(1_000L, 2_000L, 2_500L);
    assertThat(TreeHead.of(store.heads.getLast().treeHead()).rootHash())
        .isEqualTo(new MerkleTree(store).root(2_500));
  }

  private static Optional<String> begun(String name, EvidenceKey key) {
    return Optional.of(
        new TreeHead(name, 1, Hash.of(new byte[] {1}), Instant.parse("2026-11-26T10:00:00Z"))
            .sign(key));
  }

  private static AppendToLog log(Optional<String> newest, EvidenceKey key, EvidenceKeys published) {
    return log(new MemoryLog(newest, 0), key, published);
  }

  private static AppendToLog log(LogStore store, EvidenceKey key, EvidenceKeys published) {
    return new MemoryRoom(NAME, key, published, Optional.empty()).append(store);
  }
}
