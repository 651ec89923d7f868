package se.sluss.receipts.webhook.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import se.sluss.model.id.VendorId;

/**
 * Look-ups on platform threads of their own: the native call would hold the carrier of a virtual
 * thread. A name is looked up once at a time, and whoever else wants it waits for that answer; one
 * whose name server is dead so holds one place, until the call has ended, also when nobody waits
 * for it any more. A vendor has few places for names that did not answer in time when they were
 * asked last, or were never asked. Those that answered have places of their own, so that they are
 * not held up by any number of dead ones; these are bounded too, for others' sake.
 */
final class LookupThreads implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final int perVendor;
  private final Duration patience;
  private final Resolver resolver;
  private final ExecutorService threads;
  private final Map<VendorId, Places> places = new ConcurrentHashMap<>();
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final AnsweringNames answering = new AnsweringNames();

  /** The blocking call. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * A look-up that has not ended.
   *
   * @param begun by {@link System#nanoTime}
   */
  private record Running(CompletableFuture<InetAddress[]> answer, long begun) {}

  /** A vendor's places for names that answered last time, and for all others. */
  private record Places(Semaphore answering, Semaphore others) {
    static Places of(int others) {
      return new Places(new Semaphore(2 * others, true), new Semaphore(others, true));
    }
  }

  /**
   * @param perVendor places for names that did not answer in time last; for those that did there
   *     are twice as many
   * @param patience how long to wait for a place, and then for an answer
   */
  LookupThreads(String name, int most, int perVendor, Duration patience, Resolver resolver) {
    this.perVendor = perVendor;
    this.patience = patience;
    this.resolver = resolver;
    // No queue: what finds no thread is told so at once.
    this.threads =
        new ThreadPoolExecutor(
            0,
            most,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name(name, 0).factory());
  }

  /**
   * All addresses of a name.
   *
   * @throws UnknownHostException when it has none
   * @throws LookupTimedOutException when none was told in time, at once where one that was begun
   *     before still hangs
   * @throws LookupsBusyException when no place became free
   */
  List<InetAddress> lookup(String host, VendorId vendor) throws UnknownHostException {
    try {
      Running look = running.get(host);
      if (look == null) {
        look = begin(host, vendor);
      }
      long left = patience.toNanos() - (System.nanoTime() - look.begun());
      return List.of(look.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      answering.forget(host);
      throw new LookupTimedOutException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LookupsBusyException) {
        throw new LookupsBusyException();
      }
      throw new UnknownHostException("no answer for the endpoint's name");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LookupsBusyException();
    }
  }

  /** Begins one, or finds that somebody else has. */
  private Running begin(String host, VendorId vendor) throws InterruptedException {
    Semaphore place = place(host, vendor);
    Running mine = new Running(new CompletableFuture<>(), System.nanoTime());
    Running others = running.putIfAbsent(host, mine);
    if (others != null) {
      place.release();
      return others;
    }
    try {
      threads.execute(() -> resolve(host, mine, place));
    } catch (RejectedExecutionException e) {
      running.remove(host, mine);
      place.release();
      mine.answer().completeExceptionally(new LookupsBusyException());
    }
    return mine;
  }

  private Semaphore place(String host, VendorId vendor) throws InterruptedException {
    Places all = places.computeIfAbsent(vendor, _ -> Places.of(perVendor));
    Semaphore free = answering.has(host) ? all.answering() : all.others();
    if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new LookupsBusyException();
    }
    return free;
  }

  private void resolve(String host, Running look, Semaphore place) {
    try {
      look.answer().complete(resolver.resolve(host));
    } catch (UnknownHostException | RuntimeException | Error e) {
      look.answer().completeExceptionally(e);
    } finally {
      if (System.nanoTime() - look.begun() < patience.toNanos()) {
        answering.remember(host);
      }
      running.remove(host, look);
      place.release();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
