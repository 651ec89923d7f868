package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static se.sluss.receipts.support.Packages.evidence;
import static se.sluss.receipts.support.Packages.leaves;
import static se.sluss.receipts.support.Packages.receiptOf;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Hash;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.sealed.SealBrokenException;
import se.sluss.receipts.evidence.EraseEvidence;
import se.sluss.receipts.evidence.EvidenceStore;
import se.sluss.receipts.evidence.PackageSeals;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.Evidenced;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.testsupport.Eventually;

/**
 * What is kept no longer than it must be, and how it goes. Erasing passes over what is held by
 * somebody else at that moment, such as a package that is being dated, and takes it the next time.
 */
@RoomTest
class EvidenceErasureIT {
  private static final Rooms ROOMS = new Rooms();

  @Inject EvidenceStore store;

  @Inject EraseEvidence erase;

  @Inject PackageSeals packageSeals;

  @Inject Transactions transactions;

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void nothingIsKeptOfWhatEndedWithoutAReceiptWhateverComesFirst() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced before = new Evidenced(owner);
    before.tellTheWay(ROOMS);
    ROOMS.tell(before.cancelled());
    Evidenced after = new Evidenced(owner);
    ROOMS.tell(after.cancelled());
    owner.awaits("/v1/events", "data.findAll { it.type == 'submission.cancelled' }.size()", 2);
    after.tellTheWay(ROOMS);
    Evidenced last = new Evidenced(owner);
    last.tellTheWay(ROOMS);
    ROOMS.tell(last.received());
    evidence(owner, last.ref());

    transactions.asSystem(() -> store.sweep(Instant.now()));

    for (Evidenced ended : List.of(before, after)) {
      assertThat(kept(ended.ref())).isZero();
    }
  }

  @Test
  void whatWasCollectedIsGoneOnceThePackageIsMade() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());
    evidence(owner, report.ref());

    assertThat(kept(report.ref())).isZero();
  }

  @Test
  void erasedPackageIsGoneAndItsLeafStays() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());
    EvidencePackage made = evidence(owner, report.ref());
    Hash leaf = MerkleTree.leaf(made.manifestHash());

    String path = "/v1/receipts/" + receiptOf(owner, report.ref()) + "/evidence";
    Instant then = Instant.now().plusSeconds(1);

    Eventually.holds(
        () -> {
          erase.before(then);
          owner.get(path).then().statusCode(410).body("code", equalTo("evidence-erased"));
        });
    assertThat(leaves()).contains(leaf);
  }

  @Test
  void noCopyOfAnErasedPackageOpensOnceItsTenantsKeyIsDestroyed() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced first = new Evidenced(owner);
    Evidenced second = new Evidenced(owner);
    for (Evidenced report : List.of(first, second)) {
      report.tellTheWay(ROOMS);
      ROOMS.tell(report.received());
      evidence(owner, report.ref());
    }
    assertThat(keys(owner)).isEqualTo(1);
    made(first, "2000-01-31T23:59:59Z");
    made(second, "2000-02-01T00:00:01Z");
    Database.change(
        "UPDATE package_key SET month = '2000-01-01' WHERE tenant_id = '%s'",
        owner.tenant().orElseThrow());
    EvidenceStore.Kept copy = copyOf(owner, first);

    // when the time of one of two packages under the key is over
    erase.before(Instant.parse("2000-02-01T00:00:00Z"));

    // then the other's still opens
    assertThat(keys(owner)).isEqualTo(1);
    evidence(owner, second.ref());
    assertThat(opened(first, copy)).isNotEmpty();

    // when that of both is
    Eventually.holds(
        () -> {
          erase.before(Instant.parse("2000-02-02T00:00:00Z"));
          assertThat(keys(owner)).isZero();
        });
    assertThatThrownBy(() -> opened(first, copy)).isInstanceOf(SealBrokenException.class);
  }

  @Test
  void keyIsNotDestroyedBeforeItsMonthIsOver() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());
    evidence(owner, report.ref());
    // the key's month, which may be over when this runs at its end
    Instant begun =
        LocalDate.parse(
                Database.text(
                    "SELECT month FROM package_key WHERE tenant_id = '"
                        + owner.tenant().orElseThrow()
                        + "'"))
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    made(report, begun.toString());
    String path = "/v1/receipts/" + receiptOf(owner, report.ref()) + "/evidence";

    Eventually.holds(
        () -> {
          erase.before(begun.plusSeconds(1));
          owner.get(path).then().statusCode(410);
        });

    assertThat(keys(owner)).isEqualTo(1);
  }

  @Test
  void whatAReceiptHoldsOfTheAnswerIsErasedWithItsPackageAndTheReceiptStays() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced refusal = new Evidenced(owner);
    refusal.tellTheWay(ROOMS);
    ROOMS.tell(refusal.refused("Fältet tidsomfattning saknas"));
    evidence(owner, refusal.ref());
    Evidenced waiting = new Evidenced(owner);
    ROOMS.tell(waiting.refused("Fältet tidsomfattning saknas"));
    Evidenced neverMade = new Evidenced(owner);
    ROOMS.tell(neverMade.refused("Fältet tidsomfattning saknas"));
    String told = receiptOf(owner, refusal.ref());
    String untold = receiptOf(owner, waiting.ref());
    String never = receiptOf(owner, neverMade.ref());
    Database.change(
        "UPDATE evidence_package SET wanted_at = now() + interval '1 hour' WHERE receipt_id = '%s'",
        untold);

    Instant then = Instant.now().plusSeconds(1);

    Eventually.holds(
        () -> {
          erase.before(then);
          owner
              .get("/v1/receipts/" + told)
              .then()
              .statusCode(200)
              .body("outcome", equalTo("REFUSED"))
              .body("refusal.reason", equalTo("XML_VALIDATION"))
              .body("refusal.message", nullValue());
          assertThat(answers(told)).isZero();
          // one that was not made until its time was over is at an end too
          owner
              .get("/v1/receipts/" + never + "/evidence")
              .then()
              .statusCode(410)
              .body("detail", startsWith("It could not be made before its time was over"));
          assertThat(answers(never)).isZero();
        });
    // what is still to become a package is not taken from it
    owner.get("/v1/receipts/" + untold).then().body("refusal.message", startsWith("Fältet"));
    assertThat(answers(untold)).isEqualTo(1);
  }

  @Test
  void receiptIsChangedByNothingElseThanErasing() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());
    String id = receiptOf(owner, report.ref());

    for (String change :
        List.of(
            "tx_id = 'tx-other'",
            "sealed_response = NULL",
            "erased_at = now(), sealed_response = NULL, tx_id = 'tx-other'")) {
      assertThatThrownBy(
              () -> Database.change("UPDATE receipt SET " + change + " WHERE id = '" + id + "'"))
          .hasMessageContaining("a receipt is final");
    }
  }

  private static void made(Evidenced report, String at) {
    Database.change(
        "UPDATE evidence_package SET made_at = '%s' WHERE submission_id = '%s'",
        at, report.ref().submissionId());
  }

  private EvidenceStore.Kept copyOf(Caller owner, Evidenced report) {
    ReceiptId id = ReceiptId.of(receiptOf(owner, report.ref()));
    return transactions.asSystem(() -> store.find(id)).orElseThrow();
  }

  private byte[] opened(Evidenced report, EvidenceStore.Kept copy) {
    return transactions.asSystem(() -> packageSeals.open(report.ref(), copy.keyId(), copy.zip()));
  }

  private static long keys(Caller owner) {
    return Database.number(
        "SELECT count(*) FROM package_key WHERE tenant_id = '"
            + owner.tenant().orElseThrow()
            + "'");
  }

  private static long answers(String receipt) {
    return Database.number(
        "SELECT count(*) FROM receipt WHERE id = '"
            + receipt
            + "' AND (sealed_response IS NOT NULL OR sealed_message IS NOT NULL)");
  }

  private static long kept(SubmissionRef submission) {
    long rows = 0;
    for (String table : List.of("evidence_fact", "evidence_material")) {
      rows +=
          Database.number(
              "SELECT count(*) FROM "
                  + table
                  + " WHERE submission_id = '"
                  + submission.submissionId()
                  + "'");
    }
    return rows;
  }
}
