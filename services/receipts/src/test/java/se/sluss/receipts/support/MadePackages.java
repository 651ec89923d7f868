package se.sluss.receipts.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import se.sluss.testsupport.Eventually;

/** Packages that were made and wait for the log, of nobody's and without content. */
public final class MadePackages {
  private MadePackages() {}

  /** Makes so many at once. */
  public static void make(int count) {
    String name = UUID.randomUUID().toString();
    Database.change(
        "WITH made AS (INSERT INTO receipt (id, submission_id, vendor_id, tenant_id, mode, service,"
            + " document_id, outcome, tx_id, sealed_response, connection_id, attempt_id,"
            + " attempt_number, answered_at, stored_at, origin_traceparent)"
            + " SELECT 'rec_0' || left(md5('%1$s' || n), 25), '%1$s' || n, 'v', 't', 'test', 'ELT', 'd',"
            + " 'RECEIVED', 'tx', ''::bytea, 'c', 'a', 1, now(), now(), ''"
            + " FROM generate_series(1, %2$d) n RETURNING id, submission_id)"
            + " INSERT INTO evidence_package (receipt_id, submission_id, vendor_id, tenant_id, mode,"
            + " wanted_at, due_at, made_at, sealed_package, manifest_sha256)"
            + " SELECT id, submission_id, 'v', 't', 'test', now(), now(), now(), ''::bytea,"
            + " sha256(submission_id::bytea) FROM made",
        name, count);
  }

  /** Until the room has put into the log what waits. */
  public static void awaitLogged() {
    Eventually.value(MadePackages::waiting, waiting -> waiting == 0);
    assertThat(waiting()).isZero();
  }

  private static long waiting() {
    return Database.number(
        "SELECT count(*) FROM evidence_package WHERE made_at IS NOT NULL AND leaf_index IS NULL");
  }
}
