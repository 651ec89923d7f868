package se.sluss.receipts.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.receipts.evidence.EvidenceStore;
import se.sluss.receipts.support.RoomTest;

/** What an operator sees of packages that are not ready, however many they are. */
@RoomTest
class EvidenceWaitingIT {
  private static final int MORE_THAN_A_LOOK = 1_200;

  @Inject Transactions transactions;
  @Inject Sql sql;
  @Inject EvidenceTable evidence;

  private static final class UndoneException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void whatWaitsToBeFetchedAndWhatWaitsForATimeStampAreCountedApart() {
    List<EvidenceStore.Waiting> seen = new ArrayList<>();
    Instant now = Instant.now();
    try {
      transactions.asSystem(
          () -> {
            seen.add(evidence.waiting());
            want("unmade", 3, "NULL, NULL, NULL, NULL");
            want("unlogged", 4, "now(), ''::bytea, sha256('x'::bytea), NULL");
            sql.update(
                "UPDATE evidence_package SET wanted_at = now() - interval '8 days',"
                    + " made_at = now() - interval '8 days' WHERE receipt_id LIKE 'unlogged%'");
            want("old", 2, "NULL, NULL, NULL, NULL");
            sql.update(
                "UPDATE evidence_package SET wanted_at = now() - interval '30 days'"
                    + " WHERE receipt_id LIKE 'old%'");
            want("erased", 6, "now(), ''::bytea, sha256('x'::bytea), NULL");
            sql.update(
                "UPDATE evidence_package SET sealed_package = NULL, erased_at = now()"
                    + " WHERE receipt_id LIKE 'erased%'");
            want(
                "unstamped",
                MORE_THAN_A_LOOK,
                "now(), ''::bytea, sha256('x'::bytea), now() + interval '1 hour'");
            want("stamped", 5, "now(), ''::bytea, sha256('x'::bytea), NULL");
            for (String logged : List.of("unstamped", "stamped")) {
              sql.update(
                  "UPDATE evidence_package p SET leaf_index = place.at FROM"
                      + " (SELECT receipt_id, row_number() OVER () + (SELECT coalesce(max(leaf_index),"
                      + " 0) FROM evidence_package) AS at FROM evidence_package"
                      + " WHERE receipt_id LIKE ?) place WHERE place.receipt_id = p.receipt_id",
                  logged + "%");
            }
            seen.add(evidence.waiting());
            throw new UndoneException();
          });
    } catch (UndoneException e) {
      // So that nobody makes them.
    }

    EvidenceStore.Waiting before = seen.getFirst();
    EvidenceStore.Waiting after = seen.getLast();
    assertThat(after.packages() - before.packages()).isEqualTo(3 + 4 + 2);
    assertThat(after.since()).isBefore(now.minus(Duration.ofDays(29)));
    assertThat(after.unstamped() - before.unstamped()).isEqualTo(MORE_THAN_A_LOOK);
  }

  private void want(String name, int count, String made) {
    sql.update(
        "INSERT INTO receipt (id, submission_id, vendor_id, tenant_id, mode, service, document_id,"
            + " outcome, tx_id, sealed_response, connection_id, attempt_id, attempt_number,"
            + " answered_at, stored_at, origin_traceparent) SELECT ? || n, ? || n, 'v', 't',"
            + " 'test', 'ELT', 'd', 'RECEIVED', 'tx', ''::bytea, 'c', 'a', 1, now(), now(), ''"
            + " FROM generate_series(1, ?) n",
        name,
        name,
        count);
    sql.update(
        "INSERT INTO evidence_package (receipt_id, submission_id, vendor_id, tenant_id, mode,"
            + " wanted_at, due_at, made_at, sealed_package, manifest_sha256, stamp_due_at)"
            + " SELECT ? || n, ? || n, 'v', 't', 'test', now(), now(), "
            + made
            + " FROM generate_series(1, ?) n",
        name,
        name,
        count);
  }
}
