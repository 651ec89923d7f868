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
import static se.sluss.evidence.verify.CheckName.SIGNATURE_ANORDNARE;
import static se.sluss.evidence.verify.CheckName.TIMESTAMP;
import static se.sluss.evidence.verify.CheckName.TREE_HEAD;
import static se.sluss.evidence.verify.Verified.LOG;
import static se.sluss.evidence.verify.Verified.OTHER;
import static se.sluss.evidence.verify.Verified.TRUST;
import static se.sluss.evidence.verify.Verified.WHOLE;
import static se.sluss.evidence.verify.Verified.failed;
import static se.sluss.evidence.verify.Verified.reason;
import static se.sluss.evidence.verify.Verified.verify;
import static se.sluss.evidence.verify.Verified.verifyLogged;
import static se.sluss.evidence.verify.Verified.with;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Insider;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.Sample;
import se.sluss.evidence.log.LogProof;
import se.sluss.evidence.verify.Finding.Outcome;
import se.sluss.evidence.verify.Report.Verdict;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.RefusalReason;

/** Whole packages, and what somebody without the house's key can do to one. */
class EvidenceVerifierTest {
  @Test
  void everythingOfAWholePackagePassesButTheStampThatItHasNot() {
    Report report = verify(WHOLE);

    assertThat(with(report, Outcome.FAILED)).as("%s", report.findings()).isEmpty();
    assertThat(with(report, Outcome.NOT_CHECKABLE)).containsExactly(TIMESTAMP);
    assertThat(report.findings()).extracting(Finding::check).containsExactly(CheckName.values());
    assertThat(report.verdict()).isEqualTo(Verdict.NOTHING_WRONG_FOUND);
    assertThat(reason(report, ANSWER)).contains(Sample.TX_ID);
    assertThat(reason(report, SIGNATURE_ANORDNARE))
        .contains("15 of 17 steps", "not made: RELYING_PARTY (", "RISK (")
        .doesNotContain("CERTIFICATE_CHAIN");
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
    assertThat(reason(report, SIGNATURE_ANORDNARE)).contains("CERTIFICATE_CHAIN (");
    assertThat(reason(report, BANKID_ROOT))
        .contains(WHOLE.manifest().signatures().getFirst().certificates().get(2).hex());
  }

  /** Else whoever has the house's key makes one today for any day there was. */
  @Test
  void aPackageWithoutItsPlaceInTheLogIsNotBelieved() {
    Report report = verify(Sample.evidence());

    assertThat(failed(report)).containsExactly(LOG_INCLUSION);
    assertThat(reason(report, LOG_INCLUSION)).contains("no log.json");
    assertThat(with(report, Outcome.NOT_CHECKABLE))
        .containsExactlyInAnyOrder(TREE_HEAD, LOG_CONSISTENCY, TIMESTAMP);
    assertThat(failed(verify(Insider.without(WHOLE, "log.json")))).containsExactly(LOG_INCLUSION);
  }

  @ParameterizedTest
  @CsvSource({
    "XML_VALIDATION, XmlValidationError, true",
    "SIGNATURE_VALIDATION, SignatureValidationError, true",
    "SIGNATURE_VALIDATION, XmlValidationError, false",
    "XML_VALIDATION, XmlValidationError XmlValidationError, true",
    "XML_VALIDATION, SignatureValidationError XmlValidationError, true",
    "SIGNATURE_VALIDATION, SignatureValidationError SignatureValidationError, true",
    "SIGNATURE_VALIDATION, SignatureValidationError XmlValidationError, false",
    "SIGNATURE_VALIDATION, AnotherError, false"
  })
  void aRefusalHasItsPackageToo(RefusalReason reason, String faults, boolean agrees) {
    EvidencePackage refused =
        Sample.builder(Sample.refusal(Sample.DOCUMENT_ID, reason))
            .answer(Sample.refused(faults.split(" ")))
            .build(Sample.KEY, Sample.MADE_AT);

    Report report = verifyLogged(refused);

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

    Report without = verifyLogged(Sample.builder(decided).build(Sample.KEY, Sample.MADE_AT));
    Report with =
        verifyLogged(
            Sample.builder(decided)
                .answer(Sample.received(Sample.TX_ID))
                .build(Sample.KEY, Sample.MADE_AT));

    assertThat(with(without, Outcome.FAILED)).isEmpty();
    assertThat(with(without, Outcome.NOT_CHECKABLE)).contains(ANSWER);
    assertThat(failed(with)).containsExactly(ANSWER);
  }

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
      Report report = verify(Insider.with(WHOLE, name, others.get()));
      Set<CheckName> failed = failed(report);
      switch (name) {
        case "manifest.json" ->
            assertThat(failed)
                .contains(MEMBERS, MANIFEST_SIGNATURE, EVIDENCE_KEY, DOCUMENT, LOG_INCLUSION);
        case "manifest.jws" ->
            assertThat(failed).containsExactlyInAnyOrder(MANIFEST_SIGNATURE, EVIDENCE_KEY);
        default -> {
          assertThat(failed).contains(MEMBERS);
          assertThat(reason(report, MEMBERS)).isEqualTo(name + " was changed");
        }
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
}
