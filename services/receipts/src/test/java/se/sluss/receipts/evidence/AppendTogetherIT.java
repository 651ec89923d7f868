package se.sluss.receipts.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.MadePackages;
import se.sluss.receipts.support.RoomTest;

/** Two who append at once, as two replicas do, and the room's own worker beside them. */
@RoomTest
class AppendTogetherIT {
  private static final int ROUNDS = 20;
  private static final int PACKAGES = 150;

  @Inject AppendToLog log;

  @Test
  void noPlaceIsGivenTwiceAndNoneIsLeftOut() throws Exception {
    MadePackages.awaitLogged();
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        MadePackages.make(PACKAGES);
        Callable<Integer> appending =
            () -> {
              together.await();
              return log.append();
            };
        List<Integer> appended = new ArrayList<>();
        for (Future<Integer> one : threads.invokeAll(List.of(appending, appending))) {
          appended.add(one.get());
        }
        // Whoever comes second finds what is new since, and that is nothing.
        assertThat(appended).contains(0);
      }
    }
    MadePackages.awaitLogged();

    assertThat(Database.number("SELECT count(*) FROM evidence_node WHERE level = 0"))
        .isEqualTo(Database.number("SELECT tree_size FROM evidence_log"))
        .isEqualTo(Database.number("SELECT max(index) + 1 FROM evidence_node WHERE level = 0"))
        .isEqualTo(Database.number("SELECT max(tree_size) FROM evidence_tree_head"));
    assertThat(
            Database.number(
                "SELECT count(*) FROM evidence_package p LEFT JOIN evidence_node n"
                    + " ON n.level = 0 AND n.index = p.leaf_index"
                    + " WHERE p.leaf_index IS NOT NULL"
                    + " AND n.hash IS DISTINCT FROM sha256('\\x00'::bytea || p.manifest_sha256)"))
        .isZero();
  }
}
