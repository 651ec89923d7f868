package se.sluss.receipts.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.Hash;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.evidence.log.Proofs;
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

  @ParameterizedTest
  @ValueSource(strings = {"two words", "-", "l\u00f6g", "log\u001b[8m"})
  void aNameThatNoHeadCanHaveStopsTheStart(String name) {
    AppendToLog log =
        new MemoryRoom(name, FIRST, FIRST.publicKeys(), Optional.empty())
            .append(new MemoryLog(Optional.empty(), 0));

    assertThatThrownBy(log::requireSameLog)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sluss.receipts.evidence.log-id");
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

  /** A head for every thousand would make the list long that others copy. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 1_001, 2_000, 2_500})
  void allThatWaitsComesIntoTheLogInOrderUnderOneHead(int waiting) {
    MemoryLog store = new MemoryLog(Optional.empty(), waiting);
    AppendToLog log = log(store, FIRST, FIRST.publicKeys());

    assertThat(Stream.generate(log::append).limit(2)).containsExactly(waiting, 0);

    assertThat(store.placed)
        .extracting(LogStore.Placed::index)
        .containsExactlyElementsOf(LongStream.range(0, waiting).boxed().toList());
    assertThat(store.heads)
        .extracting(head -> TreeHead.of(head.treeHead()).treeSize())
        .containsExactly((long) waiting);
    assertThat(TreeHead.of(store.heads.getLast().treeHead()).rootHash())
        .isEqualTo(new MerkleTree(store).root(waiting));
  }

  /** A transaction that lasts longer than a minute is ended, and nothing would ever come in. */
  @Test
  void whatIsMoreThanATransactionCanTakeComesUnderHeadsThatFollowEachOther() {
    MemoryLog store = new MemoryLog(Optional.empty(), 20_500);
    AppendToLog log = log(store, FIRST, FIRST.publicKeys());

    assertThat(Stream.generate(log::append).limit(3)).containsExactly(20_000, 500, 0);

    TreeHead first = TreeHead.of(store.heads.getFirst().treeHead());
    TreeHead second = TreeHead.of(store.heads.getLast().treeHead());
    assertThat(
            Proofs.consistent(
                first.treeSize(),
                first.rootHash(),
                second.treeSize(),
                second.rootHash(),
                store.heads.getLast().consistency().orElseThrow()))
        .isTrue();
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
