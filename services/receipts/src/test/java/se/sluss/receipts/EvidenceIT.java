package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Hash;
import se.sluss.evidence.JwsType;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.SignedBytes;
import se.sluss.evidence.log.LogProof;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.evidence.log.Proofs;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.evidence.log.TreeHead;
import se.sluss.evidence.verify.CheckName;
import se.sluss.evidence.verify.EvidenceVerifier;
import se.sluss.evidence.verify.Finding;
import se.sluss.evidence.verify.Trust;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.receipts.evidence.EvidenceStore;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Evidenced;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestPersons;
import se.sluss.testsupport.TestServers;

@RoomTest
class EvidenceIT {
  private static final Rooms ROOMS = new Rooms();

  @Inject EvidenceStore store;
  @Inject Transactions transactions;

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void packageHoldsTheDocumentTheSignaturesTheAnswerAndEveryCall() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());

    EvidencePackage made = evidence(owner, report.ref());
    Manifest manifest = made.manifest();

    assertThat(notPassed(made)).containsExactly(CheckName.TIMESTAMP);
    assertThat(made.get("document.xml")).isEqualTo(report.document());
    assertThat(text(made, "answer/response.xml")).isEqualTo(Evidenced.ANSWER);
    assertThat(made.names())
        .contains(
            "README.md",
            "signatures/assistent/signature.xml",
            "signatures/assistent/ocsp.der",
            "signatures/anordnare/signature.xml",
            "signatures/anordnare/non-visible-data.txt");
    assertThat(manifest.receipt().txId()).contains(Evidenced.TX_ID);
    assertThat(manifest.receipt().submissionId()).isEqualTo(report.ref().submissionId());
    assertThat(manifest.attempts())
        .extracting(Manifest.Attempt::number, Manifest.Attempt::outcome)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(1, "IN_DOUBT"),
            org.assertj.core.api.Assertions.tuple(2, "RECEIVED"));
    assertThat(manifest.history())
        .extracting(Manifest.HistoryEntry::event)
        .containsExactly(
            "ACCEPTED", "SIGNED", "QUEUED", "SENDING", "IN_DOUBT", "SENDING", "RECEIVED");
    assertThat(manifest.signatures())
        .allSatisfy(signature -> assertThat(signature.verification()).hasSize(17));
  }

  @Test
  void pageForPeopleTellsItInBothLanguagesAndFetchesNothing() throws IOException {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());

    EvidencePackage made = evidence(owner, report.ref());
    Files.write(Path.of("target/evidence.zip"), made.write());
    String page = text(made, "receipt.html");

    assertThat(page)
        .contains("Försäkringskassan har tagit emot handlingen")
        .contains("Försäkringskassan has received the document")
        .contains("Tidredovisning för november 2026")
        .contains(Evidenced.TX_ID)
        .contains(Evidenced.ASSISTANT_NAME)
        .contains(TestPersons.ASSISTED)
        .contains("Testläge")
        .doesNotContain("<script")
        .doesNotContain("src=")
        .doesNotContain("href=")
        .doesNotContain("url(");
    assertThat(words(made.get("receipt.pdf")))
        .contains("Försäkringskassan har tagit emot handlingen")
        .contains("Försäkringskassan has received the document")
        .contains(Evidenced.ASSISTANT_NAME)
        .contains(Evidenced.TX_ID);
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
  void packageIsDatedByATimeStampingService() throws Exception {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());

    EvidencePackage dated =
        Eventually.value(
            () -> evidence(owner, report.ref()), made -> made.names().contains("timestamp.tsr"));

    assertThat(
            new TimeStampResponse(dated.get("timestamp.tsr"))
                .getTimeStampToken()
                .getTimeStampInfo()
                .getMessageImprintDigest())
        .isEqualTo(dated.manifestHash().bytes());
  }

  @Test
  void packageWaitsForWhatIsStillOnItsWay() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    ROOMS.tell(report.received());
    String id = receiptOf(owner, report.ref());

    owner
        .get("/v1/receipts/" + id + "/evidence")
        .then()
        .statusCode(409)
        .header("Retry-After", "30")
        .body("code", equalTo("evidence-not-ready"));

    report.tellTheWay(ROOMS);
    assertThat(evidence(owner, report.ref()).manifest().history()).isNotEmpty();
  }

  @Test
  void refusalHasItsPackageWithTheAuthoritysWords() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.refused("Fältet tidsomfattning saknas"));

    EvidencePackage made = evidence(owner, report.ref());

    assertThat(made.manifest().receipt().outcome()).isEqualTo(ReceiptOutcome.REFUSED);
    assertThat(text(made, "answer/response.xml")).isEqualTo(Evidenced.FAULT);
    assertThat(notPassed(made)).containsExactly(CheckName.TIMESTAMP);
    assertThat(text(made, "receipt.html"))
        .contains("har avvisat handlingen")
        .contains("Fältet tidsomfattning saknas");
    assertThat(text(made, "manifest.json")).doesNotContain("tidsomfattning");
  }

  @Test
  void aPersonsDecisionHasAPackageWithoutAnAnswer() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(Rooms.resolved(report.ref(), Resolution.RECEIVED, Optional.of("tx-told")));

    EvidencePackage made = evidence(owner, report.ref());

    assertThat(made.names()).doesNotContain("answer/response.xml");
    assertThat(notPassed(made)).containsExactly(CheckName.ANSWER, CheckName.TIMESTAMP);
    assertThat(made.manifest().receipt().operator().orElseThrow().reason()).contains("support");
    assertThat(text(made, "receipt.html")).contains("Beslutat av en person");
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
  void onlyTheOwnerWithTheScopeForItGetsAPackage() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());
    evidence(owner, report.ref());
    String path = "/v1/receipts/" + receiptOf(owner, report.ref()) + "/evidence";

    Caller reader = sameOwner(owner, "receipts:read");
    Caller auditor = sameOwner(owner, "evidence:read");
    Caller neighbour =
        Caller.register(ROOMS, owner.vendor(), Optional.of(TenantId.next()), Mode.TEST, Set.of());
    Caller stranger =
        Caller.register(ROOMS, VendorId.next(), Optional.of(TenantId.next()), Mode.TEST, Set.of());

    reader.get(path).then().statusCode(403);
    auditor
        .get(path)
        .then()
        .statusCode(200)
        .contentType("application/zip")
        .header("Cache-Control", "private, no-store")
        .header("Content-Disposition", startsWith("attachment; filename=\"evidence-rec_"));
    Response absent = stranger.get("/v1/receipts/" + ReceiptId.next() + "/evidence");
    for (Caller other : List.of(neighbour, stranger)) {
      Response answer = other.get(path);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.<String>path("detail")).isEqualTo(absent.path("detail"));
    }
    RestAssured.get(path).then().statusCode(401);
  }

  @Test
  void nothingIsKeptOfWhatEndedWithoutAReceiptWhateverComesFirst() throws SQLException {
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
  void packageThatCannotBeMadeHoldsUpNobodyElses() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced broken = new Evidenced(owner);
    ROOMS.tell(broken.accepted());
    ROOMS.tell(broken.signed("no document".getBytes(StandardCharsets.UTF_8)));
    ROOMS.tell(broken.received());
    Evidenced sound = new Evidenced(owner);
    sound.tellTheWay(ROOMS);
    ROOMS.tell(sound.received());

    assertThat(evidence(owner, sound.ref()).names()).contains("document.xml");
    owner
        .get("/v1/receipts/" + receiptOf(owner, broken.ref()) + "/evidence")
        .then()
        .statusCode(409);
  }

  @Test
  void erasedPackageIsGoneAndItsLeafStays() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());
    EvidencePackage made = evidence(owner, report.ref());
    Hash leaf = MerkleTree.leaf(made.manifestHash());

    Instant now = Instant.now();
    transactions.asSystem(() -> store.erase(now.plusSeconds(1), now, 1_000));

    owner
        .get("/v1/receipts/" + receiptOf(owner, report.ref()) + "/evidence")
        .then()
        .statusCode(410)
        .body("code", equalTo("evidence-erased"));
    assertThat(leaves()).contains(leaf);
  }

  @Test
  void whatWasCollectedIsGoneOnceThePackageIsMade() throws SQLException {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());
    evidence(owner, report.ref());

    assertThat(kept(report.ref())).isZero();
  }

  private static long kept(SubmissionRef submission) throws SQLException {
    long rows = 0;
    for (String table : List.of("evidence_fact", "evidence_material")) {
      rows +=
          count(
              "SELECT count(*) FROM receipts."
                  + table
                  + " WHERE submission_id = '"
                  + submission.submissionId()
                  + "'");
    }
    return rows;
  }

  @Test
  void notEvenTheDatabaseLetsTheLogBeChanged() throws SQLException {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received());
    evidence(owner, report.ref());

    for (String change :
        List.of(
            "UPDATE receipts.evidence_node SET hash = hash",
            "DELETE FROM receipts.evidence_node",
            "UPDATE receipts.evidence_tree_head SET signed_at = now()",
            "DELETE FROM receipts.evidence_tree_head")) {
      assertThatThrownBy(() -> execute(change)).hasMessageContaining("only grows");
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

  private static EvidencePackage evidence(Caller owner, SubmissionRef submission) {
    String path = "/v1/receipts/" + receiptOf(owner, submission) + "/evidence";
    return EvidencePackage.read(
        Eventually.value(() -> owner.get(path), answer -> answer.statusCode() == 200)
            .asByteArray());
  }

  /** What a stranger who knows the keys, the log and BankID's root cannot check, or finds wrong. */
  private static List<CheckName> notPassed(EvidencePackage made) {
    Trust known =
        Trust.NOTHING
            .withKeys(EvidenceKeys.parse(open("/evidence-log/keys")))
            .withTreeHeads(open("/evidence-log/tree-heads"))
            .withBankIdRoots(Evidenced.ROOTS);
    var report = new EvidenceVerifier(known).verify(made.write());
    assertThat(report.findings())
        .filteredOn(finding -> finding.outcome() == Finding.Outcome.FAILED)
        .isEmpty();
    return report.findings().stream()
        .filter(finding -> finding.outcome() != Finding.Outcome.PASSED)
        .map(Finding::check)
        .toList();
  }

  private static String receiptOf(Caller caller, SubmissionRef submission) {
    String path = "/v1/receipts?submissionId=" + submission.submissionId();
    return Eventually.value(() -> caller.get(path).<String>path("data[0].id"), id -> id != null);
  }

  private static Caller sameOwner(Caller owner, String scope) {
    return Caller.register(ROOMS, owner.vendor(), owner.tenant(), Mode.TEST, Set.of(scope));
  }

  private static String open(String path) {
    return RestAssured.get(path).then().statusCode(200).extract().asString();
  }

  private static List<PublishedHead> heads() {
    return open("/evidence-log/tree-heads").lines().map(PublishedHead::read).toList();
  }

  private static List<Hash> leaves() {
    return open("/evidence-log/leaves").lines().map(Hash::ofHex).toList();
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

  private static String words(byte[] pdf) throws IOException {
    try (PdfReader reader = new PdfReader(pdf)) {
      StringBuilder words = new StringBuilder();
      for (int page = 1; page <= reader.getNumberOfPages(); page++) {
        words.append(new PdfTextExtractor(reader).getTextFromPage(page));
      }
      return words.toString();
    }
  }

  private static String text(EvidencePackage made, String member) {
    return new String(made.get(member), StandardCharsets.UTF_8);
  }

  private static long count(String query) throws SQLException {
    try (Connection connection = TestServers.running(false).superuser();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(String change) throws SQLException {
    try (Connection connection = TestServers.running(false).superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(change);
    }
  }
}
