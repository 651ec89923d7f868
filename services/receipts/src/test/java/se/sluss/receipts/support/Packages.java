package se.sluss.receipts.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Hash;
import se.sluss.evidence.verify.CheckName;
import se.sluss.evidence.verify.EvidenceVerifier;
import se.sluss.evidence.verify.Finding;
import se.sluss.evidence.verify.Trust;
import se.sluss.model.event.SubmissionRef;
import se.sluss.testsupport.Eventually;

/** Evidence packages and their log, as their owners and strangers fetch them. */
public final class Packages {
  private Packages() {}

  /** The package of the submission's receipt, once it can be fetched. */
  public static EvidencePackage evidence(Caller owner, SubmissionRef submission) {
    String path = "/v1/receipts/" + receiptOf(owner, submission) + "/evidence";
    return EvidencePackage.read(
        Eventually.value(() -> owner.get(path), answer -> answer.statusCode() == 200)
            .asByteArray());
  }

  /** The submission's receipt, once there is one. */
  public static String receiptOf(Caller caller, SubmissionRef submission) {
    String path = "/v1/receipts?submissionId=" + submission.submissionId();
    return Eventually.value(() -> caller.get(path).<String>path("data[0].id"), id -> id != null);
  }

  /** What everybody may fetch. */
  public static String open(String path) {
    return RestAssured.given()
        .port(Caller.port())
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  /** What a stranger who knows the keys, the log and BankID's root cannot check, or finds wrong. */
  public static List<CheckName> notPassed(EvidencePackage made) {
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

  /** All leaves of the log. */
  public static List<Hash> leaves() {
    return open("/evidence-log/leaves").lines().map(Hash::ofHex).toList();
  }

  /** A file of a package that is text. */
  public static String text(EvidencePackage made, String member) {
    return new String(made.get(member), StandardCharsets.UTF_8);
  }

  /** What can be read in a PDF, by page. */
  public static List<String> words(byte[] pdf) throws IOException {
    try (PdfReader reader = new PdfReader(pdf)) {
      List<String> words = new ArrayList<>();
      for (int page = 1; page <= reader.getNumberOfPages(); page++) {
        words.add(new PdfTextExtractor(reader).getTextFromPage(page));
      }
      return words;
    }
  }
}
