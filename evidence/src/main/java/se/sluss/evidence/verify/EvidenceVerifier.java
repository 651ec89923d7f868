package se.sluss.evidence.verify;

import static se.sluss.evidence.verify.Finding.failed;
import static se.sluss.evidence.verify.Finding.notCheckable;
import static se.sluss.evidence.verify.Finding.passed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.MemberNames;

/** Verifies packages. Calls nobody, keeps nothing; safe for concurrent use. */
public final class EvidenceVerifier {
  private final Trust trust;

  public EvidenceVerifier(Trust trust) {
    this.trust = trust;
  }

  /** Never throws for what a package holds: whatever is wrong with it is in the report. */
  public Report verify(byte[] zip) {
    List<Finding> findings = new ArrayList<>();
    EvidencePackage evidence;
    try {
      evidence = EvidencePackage.read(zip);
    } catch (EvidenceFormatException e) {
      findings.add(failed(CheckName.PACKAGE, e.sentence()));
      return unread(findings, "the package cannot be read");
    }
    findings.add(passed(CheckName.PACKAGE, evidence.names().size() + " files"));
    Manifest manifest;
    try {
      manifest = evidence.manifest();
    } catch (EvidenceFormatException e) {
      findings.add(failed(CheckName.MANIFEST, e.sentence()));
      return unread(findings, "the manifest cannot be read");
    }
    findings.add(
        passed(CheckName.MANIFEST, manifest.format() + ", SHA-256 " + evidence.manifestHash()));
    verify(evidence, manifest, findings);
    return Report.of(Optional.of(manifest.receipt()), findings);
  }

  private void verify(EvidencePackage evidence, Manifest manifest, List<Finding> findings) {
    HouseSignature house = new HouseSignature(evidence, trust);
    SignatureChecks signatures = new SignatureChecks(evidence, manifest, trust.bankIdRoots());
    LogChecks log =
        new LogChecks(
            evidence, manifest, house.keys(), trust.keys().isPresent(), trust.treeHeads());
    findings.add(check(CheckName.MEMBERS, () -> MemberCheck.of(evidence, manifest)));
    findings.add(check(CheckName.MANIFEST_SIGNATURE, house::signature));
    findings.add(check(CheckName.EVIDENCE_KEY, house::key));
    findings.add(check(CheckName.DOCUMENT, () -> DocumentCheck.of(evidence, manifest)));
    findings.add(check(CheckName.SIGNERS, signatures::signers));
    manifest.signatures().stream()
        .map(Manifest.SignatureFacts::role)
        .sorted()
        .forEach(
            role ->
                findings.add(check(CheckName.signatureOf(role), () -> signatures.signature(role))));
    findings.add(check(CheckName.BANKID_ROOT, signatures::root));
    findings.add(check(CheckName.RECORDED_VERIFICATION, signatures::recorded));
    findings.add(check(CheckName.ANSWER, () -> AnswerCheck.of(evidence, manifest)));
    findings.add(check(CheckName.TIMES, () -> TimeCheck.of(manifest)));
    findings.add(check(CheckName.LOG_INCLUSION, log::inclusion));
    findings.add(check(CheckName.TREE_HEAD, log::treeHead));
    findings.add(check(CheckName.LOG_CONSISTENCY, log::consistency));
    findings.add(
        check(
            CheckName.TIMESTAMP,
            () ->
                evidence
                    .find(MemberNames.TIMESTAMP)
                    .map(
                        tsr ->
                            TimestampCheck.of(
                                tsr, evidence.manifestHash(), manifest, trust.timestampRoots()))
                    .orElseGet(() -> notCheckable(CheckName.TIMESTAMP, "the package has none"))));
  }

  /** Makes one check. */
  @FunctionalInterface
  interface Look {
    Finding look();
  }

  /** Whatever goes wrong in a check fails it. */
  static Finding check(CheckName name, Look look) {
    try {
      return look.look();
    } catch (EvidenceFormatException e) {
      return failed(name, e.sentence());
    } catch (RuntimeException e) {
      return failed(name, "not to be evaluated: " + e.getClass().getSimpleName());
    }
  }

  private static Report unread(List<Finding> findings, String reason) {
    List<CheckName> done = findings.stream().map(Finding::check).toList();
    Arrays.stream(CheckName.values())
        .filter(name -> !done.contains(name))
        .forEach(name -> findings.add(notCheckable(name, reason)));
    return Report.of(Optional.empty(), findings);
  }
}
