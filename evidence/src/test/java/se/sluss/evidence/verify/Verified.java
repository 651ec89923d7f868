package se.sluss.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Insider;
import se.sluss.evidence.LogSample;
import se.sluss.evidence.Sample;
import se.sluss.evidence.log.LogProof;
import se.sluss.evidence.verify.Finding.Outcome;
import se.sluss.evidence.verify.Report.Verdict;

/** A whole package in a log, another beside it, and what verifying them tells. */
final class Verified {
  static final LogSample LOG = new LogSample(Sample.KEY);

  static final EvidencePackage WHOLE = logged(Sample.evidence());

  static final EvidencePackage OTHER =
      Sample.builder(Sample.receipt("7c9e6679-7425-40de-944b-e07fc1f90ae7", "tx-other"))
          .answer(Sample.received("tx-other"))
          .build(Sample.KEY, Sample.MADE_AT);

  static final Trust TRUST =
      Trust.NOTHING
          .withKeys(Sample.KEY.publicKeys())
          .withBankIdRoots(Sample.ROOTS)
          .withTreeHeads(LOG.mirror());

  /** Put into a log of its own first. */
  static Report verifyLogged(EvidencePackage evidence) {
    LogSample log = new LogSample(Sample.KEY).strangers(0, 3);
    long leaf = log.append(evidence.manifestHash());
    String head = log.publish(Sample.MADE_AT.plusSeconds(60));
    return verify(evidence.with(log.proof(leaf, head)), TRUST.withTreeHeads(log.mirror()));
  }

  static EvidencePackage logged(EvidencePackage evidence) {
    LOG.strangers(0, 3).publish(Sample.MADE_AT.minusSeconds(60));
    long leaf = LOG.append(evidence.manifestHash());
    LOG.strangers(4, 4);
    String head = LOG.publish(Sample.MADE_AT.plusSeconds(60));
    LogProof proof = LOG.proof(leaf, head);
    LOG.strangers(8, 5).publish(Sample.MADE_AT.plusSeconds(120));
    return evidence.with(proof);
  }

  static Report verify(EvidencePackage evidence) {
    return verify(evidence, TRUST);
  }

  static Report verify(EvidencePackage evidence, Trust trust) {
    return new EvidenceVerifier(trust).verify(evidence.write());
  }

  static Set<CheckName> with(Report report, Outcome outcome) {
    return report.findings().stream()
        .filter(finding -> finding.outcome() == outcome)
        .map(Finding::check)
        .collect(Collectors.toSet());
  }

  static Set<CheckName> failed(Report report) {
    assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
    return with(report, Outcome.FAILED);
  }

  static String reason(Report report, CheckName check) {
    return report.findings().stream()
        .filter(finding -> finding.check() == check)
        .findFirst()
        .orElseThrow()
        .reason();
  }

  static EvidencePackage told(String from, String to) {
    return Insider.tell(WHOLE, json -> json.replace(from, to), Sample.KEY);
  }

  private Verified() {}
}
