package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static se.sluss.receipts.support.Packages.evidence;
import static se.sluss.receipts.support.Packages.notPassed;
import static se.sluss.receipts.support.Packages.receiptOf;
import static se.sluss.receipts.support.Packages.text;
import static se.sluss.receipts.support.Packages.words;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.verify.CheckName;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.Resolution;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.Evidenced;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestPersons;

/** What is in a package, and who gets one. */
@RoomTest
class EvidenceIT {
  private static final Rooms ROOMS = new Rooms();

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
    List<String> printed = words(made.get("receipt.pdf"));
    assertThat(printed.getFirst())
        .startsWith("Försäkringskassan har tagit emot handlingen")
        .contains(Evidenced.ASSISTANT_NAME)
        .contains(Evidenced.TX_ID);
    assertThat(printed)
        .as("English on paper of its own")
        .filteredOn(words -> words.contains("Försäkringskassan has received the document"))
        .singleElement()
        .asString()
        .startsWith("Försäkringskassan has received the document")
        .contains(Evidenced.ASSISTANT_NAME);
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
  void packageIsMadeHoweverLateWhatItIsMadeOfComesAndSaysSoUntilThen() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    ROOMS.tell(report.received());
    String id = receiptOf(owner, report.ref());
    Database.change(
        "UPDATE evidence_package SET wanted_at = '2026-01-02T03:04:05Z' WHERE receipt_id = '%s'",
        id);

    owner
        .get("/v1/receipts/" + id + "/evidence")
        .then()
        .statusCode(409)
        .body("code", equalTo("evidence-not-ready"))
        .body(
            "detail", startsWith("Wanted since 2026-01-02T03:04:05Z. What it is made of has not"));

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
    String path = "/v1/receipts/" + receiptOf(owner, broken.ref()) + "/evidence";
    Eventually.holds(
        () ->
            assertThat(owner.get(path).<String>path("detail"))
                .contains("could not be made, 1 time"));
    owner.get(path).then().statusCode(409);
    assertThat(Integer.parseInt(owner.get(path).header("Retry-After"))).isBetween(60, 300);

    // when it is tried again, though it was wanted long ago, it waits longer
    Database.change(
        "UPDATE evidence_package SET wanted_at = now() - interval '8 days', due_at = now()"
            + " WHERE submission_id = '%s'",
        broken.ref().submissionId());

    Eventually.holds(
        () ->
            assertThat(owner.get(path).<String>path("detail"))
                .contains("could not be made, 2 times"));
    assertThat(Integer.parseInt(owner.get(path).header("Retry-After"))).isBetween(360, 600);
  }

  /** Whatever made it so: once it is in the log, nobody can mend it. */
  @Test
  void packageThatWouldNotVerifyIsKeptBackAndSaysSo() {
    Caller owner = Caller.tenant(ROOMS);
    Evidenced report = new Evidenced(owner);
    report.tellTheWay(ROOMS);
    ROOMS.tell(report.received("tx-another"));

    String path = "/v1/receipts/" + receiptOf(owner, report.ref()) + "/evidence";
    Eventually.holds(
        () ->
            assertThat(owner.get(path).<String>path("detail"))
                .contains("could not be made, 1 time"));
    owner.get(path).then().statusCode(409).body("code", equalTo("evidence-not-ready"));
  }

  private static Caller sameOwner(Caller owner, String scope) {
    return Caller.register(ROOMS, owner.vendor(), owner.tenant(), Mode.TEST, Set.of(scope));
  }
}
