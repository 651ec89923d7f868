package se.sluss.bench.intake;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Many at once, each on a connection of its own. */
final class Load {
  static final int CONNECTIONS = 64;
  private static final int ASKING = 8;

  private Load() {}

  /** A way of one worker, and what it does over and over. */
  interface Worker extends AutoCloseable {
    void once() throws Exception;

    @Override
    void close();
  }

  /** Opens a worker. */
  interface Opening {
    Worker open() throws IOException, SQLException;
  }

  /** What came of it: how many a second, and how long each took in microseconds. */
  record Result(double perSecond, Histogram micros) {}

  /** As fast as they can: each does the next when the last is done. */
  static Result closed(Opening opening, Duration time) {
    return run(opening, time, 0);
  }

  /**
   * So many a second, whether or not those before are done; how long each takes counts from when it
   * was due.
   */
  static Result open(Opening opening, Duration time, double perSecond) {
    return run(opening, time, perSecond);
  }

  /** Asks for each of those that are there, over a few connections. */
  static void each(Queue<String> all, Opener opener, Asking asking) throws IOException {
    Queue<String> left = new ConcurrentLinkedQueue<>(all);
    Queue<Exception> faults = new ConcurrentLinkedQueue<>();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < ASKING; i++) {
        workers.execute(
            () -> {
              try (HttpConnection connection = opener.open()) {
                for (String next = left.poll(); next != null; next = left.poll()) {
                  asking.ask(connection, next);
                }
              } catch (Exception e) {
                faults.add(e);
              }
            });
      }
    }
    if (!faults.isEmpty()) {
      throw new IOException("Not all could be asked for", faults.peek());
    }
  }

  /** Opens a connection. */
  interface Opener {
    HttpConnection open() throws IOException;
  }

  /** Asks for one over a connection. */
  interface Asking {
    void ask(HttpConnection connection, String one) throws IOException;
  }

  /** The time begins when all have opened. */
  private static Result run(Opening opening, Duration time, double perSecond) {
    List<Worker> open = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        open.add(opening.open());
      }
      return run(open, time, perSecond);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("A worker could not open", e);
    } finally {
      open.forEach(Worker::close);
    }
  }

  private static Result run(List<Worker> open, Duration time, double perSecond) {
    var micros = new ConcurrentHistogram(3);
    var next = new AtomicLong();
    Queue<Exception> faults = new ConcurrentLinkedQueue<>();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Worker worker : open) {
        workers.execute(
            () -> {
              try {
                for (long due = due(begin, next, perSecond);
                    due < end && faults.isEmpty();
                    due = due(begin, next, perSecond)) {
                  await(due);
                  worker.once();
                  micros.recordValue(Math.max(System.nanoTime() - due, 0) / 1_000);
                }
              } catch (Exception e) {
                faults.add(e);
              }
            });
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException("A call failed", faults.peek());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Result(micros.getTotalCount() / seconds, micros);
  }

  private static long due(long begin, AtomicLong next, double perSecond) {
    return perSecond == 0
        ? System.nanoTime()
        : begin + Math.round(next.getAndIncrement() / perSecond * 1e9);
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** A connection on which the same is posted over and over. */
  static Worker over(HttpConnection connection, Call call) {
    return new Worker() {
      @Override
      public void once() throws IOException {
        call.make(connection);
      }

      @Override
      public void close() {
        connection.close();
      }
    };
  }

  /** One call over a connection. */
  interface Call {
    void make(HttpConnection connection) throws IOException;
  }
}
