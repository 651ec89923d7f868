package se.sluss.bench.queue;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Plain ways to order the documents of a trace over slots that are given. None leaves a slot empty
 * while something waits.
 */
enum Order {
  /** In order of arrival. */
  ARRIVAL {
    @Override
    Waiting waiting() {
      return new Sorted(new ArrayDeque<>());
    }
  },
  /** The earliest date first, whether it can still be met or not; undated ones last. */
  DATE {
    @Override
    Waiting waiting() {
      return new Sorted(new PriorityQueue<>(BY_DATE));
    }
  },
  /** Tenants in turn, each in order of arrival. */
  TURN {
    @Override
    Waiting waiting() {
      return new InTurn();
    }
  },
  /**
   * The earliest date that can still be met; then undated ones; what is late, last. For documents
   * that all cost one slot, nobody can miss fewer dates, not even who knows all arrivals before.
   */
  CLAIRVOYANT {
    @Override
    Waiting waiting() {
      return new Dropping();
    }
  };

  private static final Comparator<Document> BY_DATE =
      Comparator.comparingLong(Document::due).thenComparingLong(Document::arrives);

  abstract Waiting waiting();

  /**
   * The slot of each document that got one.
   *
   * @param documents by arrival
   * @param slots in order
   */
  Map<Document, Long> over(List<Document> documents, List<Long> slots) {
    var taken = new HashMap<Document, Long>();
    Waiting waiting = waiting();
    int arrived = 0;
    for (long slot : slots) {
      while (arrived < documents.size() && documents.get(arrived).arrives() <= slot) {
        waiting.add(documents.get(arrived++));
      }
      Document next = waiting.next(slot);
      if (next != null) {
        taken.put(next, slot);
      }
    }
    return taken;
  }

  /** Dated documents that had no slot in time. */
  static long missed(List<Document> documents, Map<Document, Long> taken) {
    return documents.stream()
        .filter(Document::dated)
        .filter(document -> !document.inTime(taken.getOrDefault(document, Long.MAX_VALUE)))
        .count();
  }

  interface Waiting {
    void add(Document document);

    @Nullable Document next(long slot);
  }

  private record Sorted(Queue<Document> queue) implements Waiting {
    @Override
    public void add(Document document) {
      queue.add(document);
    }

    @Override
    public @Nullable Document next(long slot) {
      return queue.poll();
    }
  }

  private static final class Dropping implements Waiting {
    private final Queue<Document> dated = new PriorityQueue<>(BY_DATE);
    private final Queue<Document> undated = new ArrayDeque<>();
    private final Queue<Document> late = new ArrayDeque<>();

    @Override
    public void add(Document document) {
      (document.dated() ? dated : undated).add(document);
    }

    @Override
    public @Nullable Document next(long slot) {
      for (Document first = dated.poll(); first != null; first = dated.poll()) {
        if (first.inTime(slot)) {
          return first;
        }
        late.add(first);
      }
      Document other = undated.poll();
      return other == null ? late.poll() : other;
    }
  }

  private static final class InTurn implements Waiting {
    private final SequencedMap<String, Queue<Document>> turns = new LinkedHashMap<>();

    @Override
    public void add(Document document) {
      turns.computeIfAbsent(document.tenant(), _ -> new ArrayDeque<>()).add(document);
    }

    @Override
    public @Nullable Document next(long slot) {
      Map.Entry<String, Queue<Document>> first = turns.pollFirstEntry();
      if (first == null) {
        return null;
      }
      Document next = first.getValue().remove();
      if (!first.getValue().isEmpty()) {
        turns.putLast(first.getKey(), first.getValue());
      }
      return next;
    }
  }
}
