package se.sluss.receipts.evidence;

import jakarta.enterprise.inject.Vetoed;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import se.sluss.evidence.Hash;
import se.sluss.evidence.log.Node;
import se.sluss.evidence.log.Place;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.evidence.log.TreeHead;
import se.sluss.model.id.ReceiptId;

/** A log in memory, with so many packages that wait for it. */
@Vetoed
final class MemoryLog implements LogStore {
  final List<Placed> placed = new ArrayList<>();
  final List<PublishedHead> heads = new ArrayList<>();

  private final Optional<String> begun;
  private final List<Leaf> waiting = new ArrayList<>();
  private final Map<Place, Hash> nodes = new HashMap<>();
  private long size;

  MemoryLog(Optional<String> begun, int waiting) {
    this.begun = begun;
    waits(0, waiting);
  }

  /** Lets packages wait that are told apart by these numbers alone: the same in every log. */
  void waits(int from, int to) {
    IntStream.range(from, to)
        .mapToObj(
            n ->
                new Leaf(
                    ReceiptId.next(),
                    Hash.of(ByteBuffer.allocate(Integer.BYTES).putInt(n).array())))
        .forEach(waiting::add);
  }

  @Override
  public long lockSize() {
    return size;
  }

  @Override
  public List<Leaf> unlogged(int most) {
    return List.copyOf(waiting.subList(0, Math.min(most, waiting.size())));
  }

  @Override
  public void append(List<Node> added, List<Placed> more, long newSize) {
    added.forEach(node -> nodes.put(node.place(), node.hash()));
    placed.addAll(more);
    Set<ReceiptId> there = more.stream().map(Placed::receipt).collect(Collectors.toSet());
    waiting.removeIf(leaf -> there.contains(leaf.receipt()));
    size = newSize;
  }

  @Override
  public void publish(long headSize, PublishedHead head, Instant signedAt) {
    heads.add(head);
  }

  @Override
  public Optional<String> newest() {
    return heads.isEmpty() ? begun : Optional.of(heads.getLast().treeHead());
  }

  @Override
  public List<PublishedHead> after(long treeSize, int most) {
    return heads.stream()
        .filter(head -> TreeHead.of(head.treeHead()).treeSize() > treeSize)
        .limit(most)
        .toList();
  }

  @Override
  public List<Hash> leaves(long from, int most) {
    return LongStream.range(from, Math.min(size, from + most))
        .mapToObj(index -> Objects.requireNonNull(nodes.get(new Place(0, index))))
        .toList();
  }

  @Override
  public Map<Place, Hash> read(Set<Place> places) {
    Map<Place, Hash> found = new HashMap<>();
    places.forEach(
        place -> {
          Hash hash = nodes.get(place);
          if (hash != null) {
            found.put(place, hash);
          }
        });
    return found;
  }
}
