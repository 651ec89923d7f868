package se.sluss.bench.today;

import java.time.Duration;
import java.util.function.Supplier;
import se.sluss.bench.harness.PlainClient;

/** One process that calls and then sleeps for the interval. */
public final class Loop implements Integrator {
  private final String client;
  private final Supplier<PlainClient> connections;
  private final Duration interval;
  private Worker worker;

  /**
   * Starts it.
   *
   * @param connections of that client
   */
  public Loop(String client, Supplier<PlainClient> connections, Duration interval) {
    this.client = client;
    this.connections = connections;
    this.interval = interval;
    this.worker = started();
  }

  private Worker started() {
    return Worker.start(
        connections.get(),
        new Worker.Turn() {
          @Override
          public void await() {}

          @Override
          public void rest() throws InterruptedException {
            Thread.sleep(interval);
          }
        });
  }

  @Override
  public String client() {
    return client;
  }

  @Override
  public void kill() {
    worker.kill();
  }

  @Override
  public void restart() {
    worker = started();
  }

  @Override
  public void close() {
    worker.kill();
  }
}
