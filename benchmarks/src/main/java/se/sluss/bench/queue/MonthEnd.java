package se.sluss.bench.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A trace of one vendor's lane, one call a second, from eight to two on the last day of a month.
 *
 * <p>200 tenants, the largest with about 4 %, the smallest with a quarter of a per cent of all. Two
 * thirds of them know a date for every document, a sixth for every other batch, a sixth for none.
 * They hand in what they have in batches of up to sixty documents, each batch within a minute. Of
 * the batches with a date, half come in a rush, ten to forty minutes before a closing time (half
 * past ten, noon, half past one) that is their date; of the others half have the next closing time
 * and half a time of their own, ten minutes to three hours later.
 *
 * <p>There are as many documents as slots until two. Before each closing time more comes in than
 * can go, so that even who knows everything before misses some.
 */
final class MonthEnd {
  static final long SECOND = 1_000_000;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long END = 6 * HOUR;
  private static final int TENANTS = 200;
  private static final double LOAD = 1;
  private static final int LARGEST_BATCH = 60;
  private static final List<Long> CLOSINGS = List.of(5 * HOUR / 2, 4 * HOUR, 11 * HOUR / 2);

  private final Random random;
  private final List<Document> documents = new ArrayList<>();

  private MonthEnd(long seed) {
    random = new Random(seed);
  }

  /** By arrival. */
  static List<Document> trace(long seed) {
    var day = new MonthEnd(seed);
    double sizes = 0;
    for (int t = 1; t <= TENANTS; t++) {
      sizes += size(t);
    }
    for (int t = 1; t <= TENANTS; t++) {
      day.tenant(t, (int) Math.max(1, Math.round(LOAD * END / SECOND * size(t) / sizes)));
    }
    day.documents.sort(Comparator.comparingLong(Document::arrives));
    return List.copyOf(day.documents);
  }

  private static double size(int rank) {
    return 1 / Math.sqrt(rank);
  }

  /** Whether a tenant knows no dates at all. */
  static boolean undated(String tenant) {
    return Integer.parseInt(tenant.substring(1)) % 6 == 0;
  }

  private void tenant(int rank, int many) {
    String name = "t" + rank;
    for (int left = many; left > 0; ) {
      int batch = Math.min(left, 1 + random.nextInt(LARGEST_BATCH));
      boolean dated =
          switch (rank % 6) {
            case 0 -> false;
            case 1 -> random.nextBoolean();
            default -> true;
          };
      if (dated && random.nextBoolean()) {
        long closing = CLOSINGS.get(random.nextInt(CLOSINGS.size()));
        batch(name, batch, closing - between(10, 40), closing);
      } else {
        long at = between(0, 330);
        batch(name, batch, at, dated ? due(at) : Document.UNDATED);
      }
      left -= batch;
    }
  }

  private void batch(String tenant, int size, long at, long due) {
    for (int i = 0; i < size; i++) {
      documents.add(
          new Document(
              "d" + documents.size(), tenant, at + (long) (random.nextDouble() * MINUTE), due));
    }
  }

  private long due(long at) {
    if (random.nextBoolean()) {
      for (long closing : CLOSINGS) {
        if (closing > at + 10 * MINUTE) {
          return closing;
        }
      }
    }
    return at + between(10, 180);
  }

  private long between(int minutes, int moreMinutes) {
    return minutes * MINUTE + (long) (random.nextDouble() * (moreMinutes - minutes) * MINUTE);
  }
}
