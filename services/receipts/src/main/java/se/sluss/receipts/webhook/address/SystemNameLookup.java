package se.sluss.receipts.webhook.address;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The operating system's look-up, given up after five seconds. It runs on platform threads of its
 * own: the native call would hold the carrier of a virtual thread.
 */
@ApplicationScoped
class SystemNameLookup implements NameLookup {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int THREADS = 32;

  private final ExecutorService threads;

  SystemNameLookup() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            PATIENCE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("name-lookup-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    Future<InetAddress[]> answer = threads.submit(() -> InetAddress.getAllByName(host));
    try {
      return List.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      answer.cancel(false);
      throw new UnknownHostException("no answer for the endpoint's name");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
