package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static se.sluss.receipts.support.Packages.evidence;
import static se.sluss.receipts.support.Packages.leaves;
import static se.sluss.receipts.support.Packages.open;
import static se.sluss.receipts.support.Packages.text;

import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Hash;
import se.sluss.evidence.JwsType;
import se.sluss.evidence.SignedBytes;
import se.sluss.evidence.log.LogProof;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.evidence.log.Proofs;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.evidence.log.TreeHead;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.Evidenced;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.testsupport.TestPersons;

/** The log that everybody can read. */
@RoomTest
class EvidenceLogIT {
  private static final Rooms ROOMS = new Rooms();

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void placeInTheLogIsProvenAgainstAHeadThatEverybodyCanRead() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());
    EvidencePackage made = evidence(owner, report.ref());

    LogProof proof = LogProof.read(made.get("log.json"));
    SignedBytes signed = SignedBytes.read(JwsType.TREE_HEAD, proof.treeHead());
    TreeHead head = TreeHead.of(signed);
    EvidenceKeys keys = EvidenceKeys.parse(open("/evidence-log/keys"));

    assertThat(keys.verify(signed)).isEqualTo(EvidenceKeys.Verdict.VALID);
    assertThat(
            Proofs.includes(
                MerkleTree.leaf(made.manifestHash()),
                proof.leafIndex(),
                head.treeSize(),
                proof.inclusionPath(),
                head.rootHash()))
        .isTrue();
    assertThat(heads()).extracting(PublishedHead::treeHead).contains(proof.treeHead());
  }

  @Test
  void publishedHeadsProveThatTheLogOnlyGrewAndLeavesMakeTheirRoots() {
    for (int i = 0; i < 3; i++) {
      Caller owner = Caller.tenant(ROOMS);
      Evidenced report = new Evidenced(owner);
      report.tellTheWay(ROOMS);
      ROOMS.tell(report.received());
      evidence(owner, report.ref());
    }

    List<PublishedHead> heads = heads();
    assertThat(heads).hasSizeGreaterThanOrEqualTo(2);
    TreeHead before = null;
    for (PublishedHead published : heads) {
      TreeHead head = TreeHead.of(published.treeHead());
      if (before == null) {
        assertThat(published.consistency()).isEmpty();
      } else {
        assertThat(head.timestamp()).isAfterOrEqualTo(before.timestamp());
        assertThat(
                Proofs.consistent(
                    before.treeSize(),
                    before.rootHash(),
                    head.treeSize(),
                    head.rootHash(),
                    published.consistency().orElseThrow()))
            .isTrue();
      }
      before = head;
    }
    assertThat(rootOf(leaves().subList(0, (int) before.treeSize()))).isEqualTo(before.rootHash());
  }

  @Test
  void manifestAndLogHoldNothingPersonal() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());
    EvidencePackage made = evidence(owner, report.ref());

    for (String open :
        List.of(
            text(made, "manifest.json"),
            text(made, "log.json"),
            open("/evidence-log/tree-heads"),
            open("/evidence-log/leaves"))) {
      assertThat(open)
          .doesNotContain(TestPersons.ASSISTANT)
          .doesNotContain(TestPersons.ASSISTED)
          .doesNotContain("Öhman");
    }
    assertThat(open("/evidence-log/tree-heads")).doesNotContain(report.ref().tenantId().value());
  }

  @Test
  void notEvenTheDatabaseLetsTheLogBeChanged() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());
    evidence(owner, report.ref());

    for (String change :
        List.of(
            "UPDATE evidence_node SET hash = hash",
            "DELETE FROM evidence_node",
            "UPDATE evidence_tree_head SET signed_at = now()",
            "DELETE FROM evidence_tree_head",
            "TRUNCATE evidence_node",
            "TRUNCATE evidence_tree_head")) {
      assertThatThrownBy(() -> Database.change(change)).hasMessageContaining("only grows");
    }
  }

  @Test
  void placeInTheLogThatIsNoneIsRefused() {
    RestAssured.get("/evidence-log/leaves?from=many")
        .then()
        .statusCode(400)
        .body("code", equalTo("bad-request"));
    RestAssured.get("/evidence-log/tree-heads?after=-1").then().statusCode(400);
  }

  private static List<PublishedHead> heads() {
    return open("/evidence-log/tree-heads").lines().map(PublishedHead::read).toList();
  }

  /** By RFC 9162's own definition, from the leaves alone. */
  private static Hash rootOf(List<Hash> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int middle = Integer.highestOneBit(leaves.size() - 1);
    return Hash.of(
        new byte[] {1},
        rootOf(new ArrayList<>(leaves.subList(0, middle))).bytes(),
        rootOf(new ArrayList<>(leaves.subList(middle, leaves.size()))).bytes());
  }
}
