package se.sluss.bench.today;

import java.io.IOException;
import se.sluss.bench.harness.Documents;
import se.sluss.bench.harness.PlainClient;

/**
 * One process of an integrator, with work for ever: waits for its turn, calls, and begins anew.
 * What a call answers does not matter to it, so that the judge can go on counting.
 */
public final class IntegratorProgram {
  private IntegratorProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    Assignment assignment = Assignment.of(System.getenv());
    Pace pace =
        switch (assignment.kind()) {
          case SLEEPING_LOOP -> Pace.sleeping(assignment.interval());
          case SHARED_BUCKET -> new SharedBucket(assignment.database(), assignment.interval());
        };
    try (PlainClient client = assignment.credentials().open().at(assignment.port())) {
      while (true) {
        pace.await();
        call(client);
        pace.rest();
      }
    }
  }

  private static void call(PlainClient client) {
    try {
      client.call(Documents.envelope());
    } catch (IOException e) {
      // No answer; the next call opens a connection anew.
    }
  }
}
