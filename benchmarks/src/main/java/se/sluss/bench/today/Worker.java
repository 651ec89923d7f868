package se.sluss.bench.today;

import java.io.IOException;
import se.sluss.bench.harness.Documents;
import se.sluss.bench.harness.PlainClient;

/**
 * Stands for one process: waits for its turn, calls, and begins anew. What a call answers does not
 * matter to it, so that the judge can go on counting.
 */
final class Worker {
  /** How the pace is kept around a call. */
  interface Turn {
    /** Before each call. */
    void await() throws InterruptedException;

    /** After each call. */
    void rest() throws InterruptedException;
  }

  private final PlainClient client;
  private final Thread thread;
  private volatile boolean dead;

  private Worker(PlainClient client, Turn turn) {
    this.client = client;
    this.thread = Thread.ofVirtual().unstarted(() -> run(turn));
  }

  static Worker start(PlainClient client, Turn turn) {
    var worker = new Worker(client, turn);
    worker.thread.start();
    return worker;
  }

  private void run(Turn turn) {
    try {
      while (!dead) {
        turn.await();
        call();
        turn.rest();
      }
    } catch (InterruptedException e) {
      // killed
    }
  }

  private void call() {
    try {
      client.call(Documents.envelope());
    } catch (IOException e) {
      // no answer, or killed
    }
  }

  /** Its connections are cut with it. */
  void kill() {
    dead = true;
    thread.interrupt();
    client.close();
  }
}
