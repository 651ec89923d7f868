package se.sluss.receipts.webhook.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import se.sluss.model.id.VendorId;

/**
 * Look-ups on platform threads of their own: the native call would hold the carrier of a virtual
 * thread. A vendor whose name server is dead holds its few places and nobody else's. A place is
 * held until the call has ended, also when nobody waits for it any more.
 */
final class LookupThreads implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final int perVendor;
  private final Duration patience;
  private final Resolver resolver;
  private final ExecutorService threads;
  private final Map<VendorId, Semaphore> places = new ConcurrentHashMap<>();

  /** The blocking call. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
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
   * @throws UnknownHostException when it has none, or none was told in time
   * @throws LookupsBusyException when no place became free
   */
  List<InetAddress> lookup(String host, VendorId vendor) throws UnknownHostException {
    try {
      Future<InetAddress[]> answer = ask(host, vendor);
      return List.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      throw new UnknownHostException("no answer for the endpoint's name");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LookupsBusyException();
    }
  }

  private Future<InetAddress[]> ask(String host, VendorId vendor) throws InterruptedException {
    Semaphore free = places.computeIfAbsent(vendor, _ -> new Semaphore(perVendor));
    if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new LookupsBusyException();
    }
    try {
      return threads.submit(
          () -> {
            try {
              return resolver.resolve(host);
            } finally {
              free.release();
            }
          });
    } catch (RejectedExecutionException e) {
      free.release();
      throw new LookupsBusyException();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
