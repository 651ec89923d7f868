package se.sluss.receipts.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.log.Proofs;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.evidence.log.TreeHead;
import se.sluss.receipts.evidence.LogStore.Leaf;

/**
 * A database that comes from a backup knows less of the log than the world does. It goes on from
 * what was published, or not at all.
 */
class RestoreLogTest {
  private static final EvidenceKey KEY = EvidenceKey.parse(EvidenceKey.newPem());
  private static final String NAME = "sluss.example";

  @TempDir private Path mirror;
  private MemoryRoom room = room(NAME, KEY);
  private final MemoryLog lost = new MemoryLog(Optional.empty(), 5);
  private final MemoryLog backup = new MemoryLog(Optional.empty(), 5);

  private MemoryRoom room(String name, EvidenceKey key) {
    return new MemoryRoom(name, key, key.publicKeys(), Optional.ofNullable(mirror));
  }

  /** Five leaves when the backup was taken, eight and twelve since, and all of it was copied. */
  @BeforeEach
  void publish() {
    room = room(NAME, KEY);
    write("tree-heads", "");
    write("leaves", "");
    room.append(lost).append();
    room.append(backup).append();
    lost.waits(5, 8);
    room.append(lost).append();
    lost.waits(8, 12);
    room.append(lost).append();
    copy(lost);
  }

  @Test
  void whatWasPublishedIsPutBackAndTheLogGoesOnFromThere() {
    assertThat(room.restore(backup).restore()).isEqualTo(7);
    backup.waits(20, 23);
    assertThat(room.append(backup).append()).isEqualTo(3);

    assertThat(backup.heads.subList(1, 3)).isEqualTo(lost.heads.subList(1, 3));
    assertThat(backup.leaves(0, 12)).isEqualTo(lost.leaves(0, 12));
    assertThat(sizes(backup)).containsExactly(5L, 8L, 12L, 15L);
    for (int i = 1; i < backup.heads.size(); i++) {
      assertThat(follows(backup.heads.get(i - 1), backup.heads.get(i))).isTrue();
    }
    assertThat(room.restore(backup).restore()).isZero();
  }

  @Test
  void whatTheMirrorDoesNotHaveIsUnguardedSinceItWasPublished() {
    assertThat(room.restore(lost).unguardedSince()).isEmpty();
    lost.waits(12, 14);
    room.append(lost).append();

    assertThat(room.restore(lost).unguardedSince()).contains(published(lost, 3));

    write("tree-heads", "");
    assertThat(room.restore(lost).unguardedSince()).as("empty").contains(published(lost, 0));
    write("tree-heads", "none\n");
    assertThat(room.restore(lost).unguardedSince()).as("unusable").contains(published(lost, 0));
    assertThat(
            new MemoryRoom(NAME, KEY, KEY.publicKeys(), Optional.empty())
                .restore(lost)
                .unguardedSince())
        .as("not set")
        .isEmpty();
  }

  /** As charts and compose files leave it when there is none. */
  @Test
  void anEmptySettingIsNoMirror() {
    assertThat(MemoryRoom.config(NAME, Optional.of(Path.of(""))).mirror()).isEmpty();
  }

  private static Instant published(MemoryLog log, int head) {
    return TreeHead.of(log.heads.get(head).treeHead()).timestamp();
  }

  /** Logged anew it would have a second place, and look backdated there. */
  @Test
  void aPackageThatTheBackupHasGetsThePlaceThatItHad() {
    backup.waits(30, 31);
    backup.waits(6, 8);
    List<Leaf> waiting = backup.unlogged(3);

    room.restore(backup).restore();

    assertThat(backup.placed)
        .contains(
            new LogStore.Placed(waiting.get(1).receipt(), 6),
            new LogStore.Placed(waiting.get(2).receipt(), 7));
    assertThat(backup.unlogged(3)).containsExactly(waiting.get(0));
  }

  @Test
  void withoutTheLeavesNothingIsAppendedAndTheErrorSaysWhatToDo() {
    write("leaves", "");
    backup.waits(20, 21);

    assertThatThrownBy(() -> room.restore(backup).restore())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sluss.receipts.evidence.mirror")
        .hasMessageContaining("0 leaves");
    assertThatThrownBy(() -> room.append(backup).append())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sluss.receipts.evidence.mirror")
        .hasMessageContaining("5 leaves, and 12 were published")
        .hasMessageContaining("docs/operations.md");
    assertThat(sizes(backup)).containsExactly(5L);
  }

  @Test
  void aSecondHistoryThatHasBegunIsNotGoneOnWith() {
    MemoryRoom unguarded = new MemoryRoom(NAME, KEY, KEY.publicKeys(), Optional.empty());
    backup.waits(40, 50);
    unguarded.append(backup).append();
    backup.waits(50, 51);

    assertThat(room.restore(backup).restore()).isZero();
    assertThatThrownBy(() -> room.append(backup).append())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not the one that was published");
    assertThat(sizes(backup)).containsExactly(5L, 15L);
  }

  @Test
  void aSecondHistoryThatIsShorterIsNotGoneOnWithEither() {
    MemoryRoom unguarded = new MemoryRoom(NAME, KEY, KEY.publicKeys(), Optional.empty());
    backup.waits(40, 41);
    unguarded.append(backup).append();

    assertThatThrownBy(() -> room.restore(backup).restore())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not the one that was published");
  }

  @Test
  void aMirrorThatLacksAHeadIsNotGoneOnFrom() {
    write("tree-heads", lost.heads.getFirst().line() + lost.heads.getLast().line());

    assertThatThrownBy(() -> room.restore(backup).restore())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("do not go on from the one of 5 leaves");
  }

  @Test
  void headsOfAnotherLogOrKeyAreNotBelieved() {
    backup.waits(20, 21);
    for (MemoryRoom other :
        List.of(room("other.example", KEY), room(NAME, EvidenceKey.parse(EvidenceKey.newPem())))) {
      assertThatThrownBy(() -> other.restore(backup).restore())
          .hasMessageContaining("sluss.receipts.evidence.mirror");
      assertThatThrownBy(() -> other.append(backup).append())
          .hasMessageContaining("sluss.receipts.evidence.mirror");
    }
  }

  @Test
  void aMirrorThatIsNotThereStopsWhatOneThatIsEmptyLetsBegin() throws IOException {
    MemoryLog first = new MemoryLog(Optional.empty(), 1);
    Files.delete(mirror.resolve("tree-heads"));
    assertThatThrownBy(() -> room.append(first).append())
        .hasMessageContaining("sluss.receipts.evidence.mirror")
        .hasMessageContaining("tree-heads");

    write("tree-heads", "");
    assertThat(room.append(first).append()).isEqualTo(1);
  }

  @Test
  void aLineThatIsBeingWrittenIsNotReadYet() {
    String line = lost.heads.getLast().line();
    write(
        "tree-heads", lost.heads.get(0).line() + lost.heads.get(1).line() + line.substring(0, 100));

    assertThat(room.restore(backup).restore()).isEqualTo(3);
    assertThat(sizes(backup)).containsExactly(5L, 8L);
  }

  private void copy(MemoryLog log) {
    write("tree-heads", log.heads.stream().map(PublishedHead::line).collect(Collectors.joining()));
    write(
        "leaves",
        log.leaves(0, 1_000).stream().map(leaf -> leaf.hex() + "\n").collect(Collectors.joining()));
  }

  private void write(String name, String text) {
    try {
      Files.writeString(mirror.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Long> sizes(MemoryLog log) {
    return log.heads.stream().map(head -> TreeHead.of(head.treeHead()).treeSize()).toList();
  }

  private static boolean follows(PublishedHead before, PublishedHead after) {
    TreeHead first = TreeHead.of(before.treeHead());
    TreeHead second = TreeHead.of(after.treeHead());
    return Proofs.consistent(
        first.treeSize(),
        first.rootHash(),
        second.treeSize(),
        second.rootHash(),
        after.consistency().orElseThrow());
  }
}
