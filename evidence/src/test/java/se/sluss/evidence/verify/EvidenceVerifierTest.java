package se.sluss.evidence.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.evidence.verify.CheckName.ANSWER;
import static se.sluss.evidence.verify.CheckName.BANKID_ROOT;
import static se.sluss.evidence.verify.CheckName.DOCUMENT;
import static se.sluss.evidence.verify.CheckName.EVIDENCE_KEY;
import static se.sluss.evidence.verify.CheckName.LOG_CONSISTENCY;
import static se.sluss.evidence.verify.CheckName.LOG_INCLUSION;
import static se.sluss.evidence.verify.CheckName.MANIFEST;
import static se.sluss.evidence.verify.CheckName.MANIFEST_SIGNATURE;
import static se.sluss.evidence.verify.CheckName.MEMBERS;
import static se.sluss.evidence.verify.CheckName.PACKAGE;
import static se.sluss.evidence.verify.CheckName.RECORDED_VERIFICATION;
import static se.sluss.evidence.verify.CheckName.SIGNATURE_ANORDNARE;
import static se.sluss.evidence.verify.CheckName.SIGNATURE_ASSISTENT;
import static se.sluss.evidence.verify.CheckName.SIGNERS;
import static se.sluss.evidence.verify.CheckName.TIMESTAMP;
import static se.sluss.evidence.verify.CheckName.TREE_HEAD;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Insider;
import se.sluss.evidence.LogSample;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.Sample;
import se.sluss.evidence.log.LogProof;
import se.sluss.evidence.verify.Finding.Outcome;
import se.sluss.evidence.verify.Report.Verdict;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.signature.TrustRoots;

class EvidenceVerifierTest {
  private static final LogSample LOG = new LogSample(Sample.KEY);
  private static final EvidencePackage WHOLE = logged(Sample.evidence());
  private static final EvidencePackage OTHER =
      Sample.builder(Sample.receipt("7c9e6679-7425-40de-944b-e07fc1f90ae7", "tx-other"))
          .answer(Sample.received("tx-other"))
          .build(Sample.KEY, Sample.MADE_AT);
  private static final Trust TRUST =
      Trust.NOTHING
          .withKeys(Sample.KEY.publicKeys())
          .withBankIdRoots(Sample.ROOTS)
          .withTreeHeads(LOG.mirror());

  private static EvidencePackage logged(EvidencePackage evidence) {
    LOG.strangers(0, 3).publish(Sample.MADE_AT.minusSeconds(60));
    long leaf = LOG.append(evidence.manifestHash());
    LOG.strangers(4, 4);
    String head = LOG.publish(Sample.MADE_AT.plusSeconds(60));
    LogProof proof = LOG.proof(leaf, head);
    LOG.strangers(8, 5).publish(Sample.MADE_AT.plusSeconds(120));
    return evidence.with(proof);
  }

  private static Report verify(EvidencePackage evidence) {
    return verify(evidence, TRUST);
  }

  private static Report verify(EvidencePackage evidence, Trust trust) {
    return new EvidenceVerifier(trust).verify(evidence.write());
  }

  private static Set<CheckName> with(Report report, Outcome outcome) {
    return report.findings().stream()
        .filter(finding -> finding.outcome() == outcome)
        .map(Finding::check)
        .collect(Collectors.toSet());
  }

  private static Set<CheckName> failed(Report report) {
    assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
    return with(report, Outcome.FAILED);
  }

  private static String reason(Report report, CheckName check) {
    return report.findings().stream()
        .filter(finding -> finding.check() == check)
        .findFirst()
        .orElseThrow()
        .reason();
  }

  private static EvidencePackage told(String from, String to) {
    return Insider.tell(WHOLE, json -> json.replace(from, to), Sample.KEY);
  }

  @Test
  void everythingOfAWholePackagePassesButTheStampThatItHasNot() {
    Report report = verify(WHOLE);

    assertThat(with(report, Outcome.FAILED)).as("%s", report.findings()).isEmpty();
    assertThat(with(report, Outcome.NOT_CHECKABLE)).containsExactly(TIMESTAMP);
    assertThat(report.findings()).extracting(Finding::check).containsExactly(CheckName.values());
    assertThat(report.verdict()).isEqualTo(Verdict.NOTHING_WRONG_FOUND);
    assertThat(reason(report, ANSWER)).contains(Sample.TX_ID);
    assertThat(reason(report, LOG_CONSISTENCY))
        .contains("after " + Sample.MADE_AT.minusSeconds(60))
        .contains("not later than " + Sample.MADE_AT.plusSeconds(60));
  }

  @Test
  void whoKnowsNothingIsToldWhatToCompare() {
    Report report = verify(WHOLE, Trust.NOTHING);

    assertThat(with(report, Outcome.FAILED)).as("%s", report.findings()).isEmpty();
    assertThat(with(report, Outcome.NOT_CHECKABLE))
        .containsExactlyInAnyOrder(EVIDENCE_KEY, BANKID_ROOT, LOG_CONSISTENCY, TIMESTAMP);
    assertThat(reason(report, EVIDENCE_KEY)).contains(Sample.KEY.id());
    assertThat(reason(report, BANKID_ROOT))
        .contains(WHOLE.manifest().signatures().getFirst().certificates().get(2).hex());
  }

  @Test
  void aPackageThatIsNotYetInTheLogSaysSo() {
    Report report = verify(Sample.evidence());

    assertThat(with(report, Outcome.FAILED)).isEmpty();
    assertThat(with(report, Outcome.NOT_CHECKABLE))
        .containsExactlyInAnyOrder(LOG_INCLUSION, TREE_HEAD, LOG_CONSISTENCY, TIMESTAMP);
  }

  @ParameterizedTest
  @CsvSource({
    "XML_VALIDATION, XmlValidationError, true",
    "SIGNATURE_VALIDATION, SignatureValidationError, true",
    "SIGNATURE_VALIDATION, XmlValidationError, false"
  })
  void aRefusalHasItsPackageToo(RefusalReason reason, String fault, boolean agrees) {
    EvidencePackage refused =
        Sample.builder(Sample.refusal(Sample.DOCUMENT_ID, reason))
            .answer(Sample.refused(fault))
            .build(Sample.KEY, Sample.MADE_AT);

    Report report = verify(refused);

    assertThat(with(report, Outcome.FAILED)).isEqualTo(agrees ? Set.of() : Set.of(ANSWER));
  }

  @Test
  void aPersonsDecisionHasNoAnswerToCompare() {
    Manifest.Receipt received = Sample.receipt(Sample.DOCUMENT_ID, Sample.TX_ID);
    Manifest.Receipt decided =
        new Manifest.Receipt(
            received.receiptId(),
            received.submissionId(),
            received.vendorId(),
            received.tenantId(),
            received.mode(),
            received.service(),
            received.documentId(),
            ReceiptOutcome.REFUSED,
            Manifest.Source.OPERATOR,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Manifest.Operator("The authority's support lacks it", "administrator")),
            received.answeredAt(),
            received.storedAt());

    Report without = verify(Sample.builder(decided).build(Sample.KEY, Sample.MADE_AT));
    Report with =
        verify(
            Sample.builder(decided)
                .answer(Sample.received(Sample.TX_ID))
                .build(Sample.KEY, Sample.MADE_AT));

    assertThat(with(without, Outcome.FAILED)).isEmpty();
    assertThat(with(without, Outcome.NOT_CHECKABLE)).contains(ANSWER);
    assertThat(failed(with)).containsExactly(ANSWER);
  }

  // Somebody without the key.

  @Test
  void everyFileThatIsChangedMissingOrAddedIsNamed() {
    for (Manifest.Member member : WHOLE.manifest().members()) {
      byte[] bytes = WHOLE.get(member.name());
      bytes[bytes.length / 2] ^= 1;
      Report changed = verify(Insider.with(WHOLE, member.name(), bytes));
      assertThat(failed(changed)).contains(MEMBERS);
      assertThat(reason(changed, MEMBERS)).isEqualTo(member.name() + " was changed");
      Report missing = verify(Insider.without(WHOLE, member.name()));
      assertThat(failed(missing)).contains(MEMBERS);
      assertThat(reason(missing, MEMBERS)).isEqualTo(member.name() + " is missing");
    }
    Report more = verify(Insider.with(WHOLE, "answer/second.xml", new byte[1]));
    assertThat(failed(more)).containsExactly(MEMBERS);
    assertThat(reason(more, MEMBERS)).contains("answer/second.xml is not in the manifest");
  }

  @Test
  void aFileOfAnotherPackageIsNamed() {
    for (String name : WHOLE.names()) {
      Optional<byte[]> others = OTHER.find(name);
      if (others.isEmpty() || Arrays.equals(others.get(), WHOLE.get(name))) {
        continue;
      }
      Set<CheckName> failed = failed(verify(Insider.with(WHOLE, name, others.get())));
      switch (name) {
        case "manifest.json" ->
            assertThat(failed)
                .contains(MEMBERS, MANIFEST_SIGNATURE, EVIDENCE_KEY, DOCUMENT, LOG_INCLUSION);
        case "manifest.jws" ->
            assertThat(failed).containsExactlyInAnyOrder(MANIFEST_SIGNATURE, EVIDENCE_KEY);
        default -> assertThat(failed).contains(MEMBERS);
      }
    }
  }

  @Test
  void anotherLogEntryDoesNotFit() {
    LogProof proof = LogProof.read(WHOLE.get("log.json"));
    LogProof neighbour = LOG.proof(proof.leafIndex() + 1, proof.treeHead());

    assertThat(failed(verify(OTHER.with(proof)))).containsExactly(LOG_INCLUSION);
    assertThat(failed(verify(WHOLE.with(neighbour)))).containsExactly(LOG_INCLUSION);
  }

  @Test
  void aKeyThatTheHouseDoesNotPublishIsNamed() {
    EvidenceKey stranger = EvidenceKey.parse(EvidenceKey.newPem());
    EvidencePackage forged =
        Insider.tell(WHOLE, json -> json.replace("\"b\":\"2\"", "\"b\":\"3\""), stranger);

    assertThat(failed(verify(forged))).containsExactlyInAnyOrder(EVIDENCE_KEY, LOG_INCLUSION);
    assertThat(reason(verify(forged), EVIDENCE_KEY)).contains(stranger.id());
    Report known = verify(forged, TRUST.withKeys(stranger.publicKeys()));
    assertThat(failed(known)).contains(TREE_HEAD, LOG_CONSISTENCY);
  }

  @Test
  void whatCannotBeReadIsNamedAndNothingElseClaimed() {
    byte[] zip = WHOLE.write();
    Report cut = new EvidenceVerifier(TRUST).verify(Arrays.copyOf(zip, zip.length - 9));
    Report unread = verify(Insider.with(WHOLE, "manifest.json", "{}".getBytes(UTF_8)));

    assertThat(failed(cut)).containsExactly(PACKAGE);
    assertThat(with(cut, Outcome.PASSED)).isEmpty();
    assertThat(failed(unread)).containsExactly(MANIFEST);
    assertThat(unread.findings()).hasSameSizeAs(CheckName.values());
  }

  // Somebody with the house's own key: the log still tells.

  @ParameterizedTest
  @ValueSource(strings = {"receipt.html", "receipt.pdf", "README.md"})
  void evenTheHouseCannotChangeAPageThatIsInTheLog(String page) {
    EvidencePackage forged =
        Insider.forge(WHOLE, page, "something else".getBytes(UTF_8), Sample.KEY);

    assertThat(failed(verify(forged))).containsExactly(LOG_INCLUSION);
  }

  @Test
  void evenTheHouseCannotChangeTheDocument() {
    byte[] other =
        new String(WHOLE.get("document.xml"), UTF_8)
            .replace("en natt", "tre nätter")
            .getBytes(UTF_8);

    EvidencePackage forged = Insider.forge(WHOLE, "document.xml", other, Sample.KEY);

    assertThat(failed(verify(forged)))
        .contains(DOCUMENT, SIGNATURE_ASSISTENT, SIGNATURE_ANORDNARE, LOG_INCLUSION);
    assertThat(reason(verify(forged), SIGNATURE_ASSISTENT)).startsWith("NON_VISIBLE_DATA");
  }

  @Test
  void anotherSpellingOfTheSameDocumentIsNoticed() {
    byte[] other =
        new String(WHOLE.get("document.xml"), UTF_8).replace("a=\"1\"", "a='1'").getBytes(UTF_8);

    Report report = verify(Insider.forge(WHOLE, "document.xml", other, Sample.KEY));

    assertThat(failed(report)).contains(LOG_INCLUSION).doesNotContain(SIGNATURE_ASSISTENT);
  }

  @ParameterizedTest
  @CsvSource({
    "signature.xml, is not what BankID's own strings hold",
    "visible-data.txt, is not what BankID's own strings hold",
    "certificates.pem, is not what BankID's own strings hold",
    "responder.pem, is not what BankID's own strings hold",
    "ocsp.der, is not what BankID's own strings hold"
  })
  void aFileThatIsNotBankIdsIsNamed(String file, String sentence) {
    String name = "signatures/assistent/" + file;
    byte[] changed = WHOLE.get(name);
    changed[changed.length / 2] ^= 1;

    Report report = verify(Insider.forge(WHOLE, name, changed, Sample.KEY));

    assertThat(failed(report)).containsExactlyInAnyOrder(SIGNATURE_ASSISTENT, LOG_INCLUSION);
    assertThat(reason(report, SIGNATURE_ASSISTENT)).isEqualTo(file + " " + sentence);
  }

  @Test
  void aSignatureOfAnotherPackageDoesNotCoverThisDocument() {
    EvidencePackage forged = WHOLE;
    for (String name : OTHER.names()) {
      if (name.startsWith("signatures/anordnare/")
          && !Arrays.equals(OTHER.get(name), forged.get(name))) {
        forged = Insider.forge(forged, name, OTHER.get(name), Sample.KEY);
      }
    }

    Report report = verify(forged);

    assertThat(failed(report)).contains(SIGNATURE_ANORDNARE, RECORDED_VERIFICATION);
    assertThat(reason(report, SIGNATURE_ANORDNARE)).startsWith("NON_VISIBLE_DATA");
  }

  @Test
  void theSignaturesDoNotChangePlaces() {
    EvidencePackage forged = WHOLE;
    for (String name : WHOLE.names()) {
      if (name.startsWith("signatures/anordnare/")) {
        String other = name.replace("anordnare", "assistent");
        if (!Arrays.equals(WHOLE.get(name), WHOLE.get(other))) {
          forged = Insider.forge(forged, name, WHOLE.get(other), Sample.KEY);
        }
      }
    }

    assertThat(failed(verify(forged))).contains(SIGNATURE_ANORDNARE);
  }

  @Test
  void whoSignsForTheAssistantIsNamed() {
    EvidencePackage forged =
        Sample.builder(Sample.receipt(Sample.DOCUMENT_ID, Sample.TX_ID), Sample.PROVIDER)
            .answer(Sample.received(Sample.TX_ID))
            .build(Sample.KEY, Sample.MADE_AT);

    Report report = verify(forged);

    assertThat(failed(report)).contains(SIGNATURE_ASSISTENT);
    assertThat(reason(report, SIGNATURE_ASSISTENT)).startsWith("PERSON");
  }

  @Test
  void aPackageThatIsMadeLongAfterItsTimeIsNamed() {
    LogSample log = new LogSample(Sample.KEY).strangers(0, 3);
    log.publish(Sample.MADE_AT.plus(Duration.ofDays(2)));
    EvidencePackage made = Sample.evidence();
    long leaf = log.append(made.manifestHash());
    String head = log.publish(Sample.MADE_AT.plus(Duration.ofDays(2)).plusSeconds(60));

    Report report = verify(made.with(log.proof(leaf, head)), TRUST.withTreeHeads(log.mirror()));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("backdated");
  }

  @Test
  void whatIsWrittenBesideTheProofIsNoticed() {
    String proof = new String(WHOLE.get("log.json"), UTF_8);

    Report report =
        verify(
            Insider.with(
                WHOLE,
                "log.json",
                proof.replaceFirst("\\{", "{\"note\":\"trust me\",").getBytes(UTF_8)));

    assertThat(failed(report)).contains(LOG_INCLUSION);
  }

  @Test
  void aMissingSignerIsNamed() {
    EvidencePackage forged = WHOLE;
    for (String name : WHOLE.names()) {
      if (name.startsWith("signatures/assistent/")) {
        forged = Insider.without(forged, name);
      }
    }

    Report report = verify(forged);

    assertThat(failed(report)).contains(MEMBERS, SIGNERS, SIGNATURE_ASSISTENT);
  }

  @Test
  void anotherRootIsNamed() {
    Trust lookalike = TRUST.withBankIdRoots(new TrustRoots(Set.of(Sample.BANKID.lookalikeRoot())));

    Report report = verify(WHOLE, lookalike);

    assertThat(failed(report)).contains(BANKID_ROOT, SIGNATURE_ASSISTENT, SIGNATURE_ANORDNARE);
    assertThat(reason(report, SIGNATURE_ASSISTENT)).startsWith("CERTIFICATE_CHAIN");
  }

  @Test
  void aTrialIsNotShownAsTheRealThing() {
    Report report = verify(told("\"mode\":\"test\"", "\"mode\":\"live\""));

    assertThat(failed(report)).contains(SIGNATURE_ASSISTENT, BANKID_ROOT, LOG_INCLUSION);
    assertThat(failed(verify(told("\"mode\":\"test\"", "\"mode\":\"live\""), Trust.NOTHING)))
        .contains(SIGNATURE_ASSISTENT, LOG_INCLUSION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tx-20261122-000017 | tx-20261122-000018 | ANSWER",
        "\"service\":\"ELT\" | \"service\":\"E_IOA\" | ANSWER",
        "\"step\":\"OCSP\",\"outcome\":\"PASSED\" | \"step\":\"OCSP\",\"outcome\":\"FAILED\""
            + " | RECORDED_VERIFICATION",
        "\"step\":\"OCSP\" | \"step\":\"NONCE\" | RECORDED_VERIFICATION",
        "\"signedOn\":\"2026-11-22\" | \"signedOn\":\"2026-11-23\" | SIGNATURE_ANORDNARE",
        "\"signedAt\":\"2026-11-22T10:15:30Z\" | \"signedAt\":\"2026-11-22T10:15:29Z\""
            + " | SIGNATURE_ASSISTENT",
        "\"storedAt\":\"2026-11-22T10:16:31Z\" | \"storedAt\":\"2026-11-22T10:11:31Z\" | TIMES",
        "\"madeAt\":\"2026-11-22T10:16:35Z\" | \"madeAt\":\"2026-11-22T10:10:35Z\" | TIMES",
        "\"madeAt\":\"2026-11-22T10:16:35Z\" | \"madeAt\":\"2026-11-22T11:16:35Z\" | TREE_HEAD",
        "\"startedAt\":\"2026-11-22T10:16:29Z\" | \"startedAt\":\"2026-11-22T10:13:29Z\" | TIMES",
        "\"at\":\"2026-11-22T09:16:30Z\" | \"at\":\"2026-11-22T12:16:30Z\" | TIMES",
        "0f8fad5b-d9cb-469f-a165-70867728950e\",\"outcome"
            + " | 7c9e6679-7425-40de-944b-e07fc1f90ae7\",\"outcome | DOCUMENT"
      })
  void evenTheHouseCannotTellItOtherwise(String from, String to, CheckName check) {
    Report report = verify(told(from, to));

    assertThat(failed(report)).contains(check, LOG_INCLUSION);
  }

  // The log.

  private static Report seen(List<String> lines) {
    return verify(WHOLE, TRUST.withTreeHeads(String.join("", lines)));
  }

  /** A log that went another way from some leaf on. */
  private static LogSample rewritten() {
    return new LogSample(Sample.KEY);
  }

  @Test
  void aSplitViewIsNamed() {
    LogSample other = rewritten().strangers(0, 3);
    other.publish(Sample.MADE_AT.minusSeconds(60));
    other.strangers(50, 5).publish(Sample.MADE_AT.plusSeconds(60));

    Report report = seen(other.lines());

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("split view");
  }

  @Test
  void twoRootsOfOneSizeAreNamed() {
    LogSample other = rewritten().strangers(0, 2);
    other.strangers(70, 1).publish(Sample.MADE_AT);

    Report report = seen(List.of(LOG.lines().getFirst(), emptyProof(other.head(Sample.MADE_AT))));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("line 2").contains("split view");
  }

  private static String emptyProof(String head) {
    return "{\"treeHead\":\"" + head + "\",\"consistency\":[]}\n";
  }

  @Test
  void aHistoryThatWasChangedIsNamed() {
    LogSample other = rewritten().strangers(40, 3);
    other.publish(Sample.MADE_AT.minusSeconds(60));
    other.append(WHOLE.manifestHash());
    other.strangers(4, 4).publish(Sample.MADE_AT.plusSeconds(60));

    Report report = seen(List.of(LOG.lines().getFirst(), other.lines().getLast()));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("line 2").contains("history was changed");
  }

  @Test
  void aHeadThatWasTakenOutIsNoticed() {
    List<String> lines = LOG.lines();

    Report report = seen(List.of(lines.get(0), lines.get(2)));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(failed(seen(List.of(lines.get(1), lines.get(0))))).containsExactly(LOG_CONSISTENCY);
  }

  @Test
  void aHeadThatNobodySawIsNamed() {
    LogSample other = rewritten().strangers(0, 3);
    other.publish(Sample.MADE_AT.minusSeconds(60));
    other.strangers(4, 8).publish(Sample.MADE_AT.plusSeconds(60));

    Report report = seen(other.lines());

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("never published");
  }

  @Test
  void aListThatBeginsWithTheLogHasEveryHead() {
    LogSample other = rewritten().strangers(0, 12);
    other.publish(Sample.MADE_AT.minusSeconds(60));

    Report report = seen(other.lines());

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("never published");
  }

  @Test
  void aHeadThatGoesBackInTimeIsNamed() {
    LogSample other = rewritten().strangers(0, 3);
    other.publish(Sample.MADE_AT);
    other.strangers(3, 3).publish(Sample.MADE_AT.minus(Duration.ofDays(1)));

    assertThat(reason(seen(other.lines()), LOG_CONSISTENCY)).contains("older or smaller");
  }

  @Test
  void aPartOfTheListProvesWhatItCan() {
    List<String> lines = LOG.lines();

    Report early = seen(lines.subList(0, 1));
    Report late = seen(lines.subList(2, 3));
    Report tail = seen(lines.subList(1, 3));

    assertThat(with(early, Outcome.NOT_CHECKABLE)).contains(LOG_CONSISTENCY);
    assertThat(with(late, Outcome.NOT_CHECKABLE)).contains(LOG_CONSISTENCY);
    assertThat(with(tail, Outcome.PASSED)).contains(LOG_CONSISTENCY);
    assertThat(reason(tail, LOG_CONSISTENCY)).contains("does not begin where the log does");
  }

  @Test
  void headsOfAnotherKeyAreNotBelieved() {
    EvidenceKey stranger = EvidenceKey.parse(EvidenceKey.newPem());
    LogSample other = new LogSample(stranger).strangers(0, 3);
    String mirror = other.publish(Sample.MADE_AT).isEmpty() ? "" : other.mirror();

    assertThat(failed(verify(WHOLE, TRUST.withTreeHeads(mirror)))).containsExactly(LOG_CONSISTENCY);
    Report unknown = verify(WHOLE, Trust.NOTHING.withTreeHeads(mirror));
    assertThat(with(unknown, Outcome.NOT_CHECKABLE)).contains(LOG_CONSISTENCY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "hello\n", "{\"treeHead\":\"a.b.c\"}\n"})
  void whatIsNoListIsNamed(String text) {
    assertThat(failed(verify(WHOLE, TRUST.withTreeHeads(text)))).containsExactly(LOG_CONSISTENCY);
  }
}
