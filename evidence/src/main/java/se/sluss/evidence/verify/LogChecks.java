package se.sluss.evidence.verify;

import static se.sluss.evidence.EvidenceFormatException.unless;
import static se.sluss.evidence.verify.Finding.failed;
import static se.sluss.evidence.verify.Finding.notCheckable;
import static se.sluss.evidence.verify.Finding.passed;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.JwsType;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.MemberNames;
import se.sluss.evidence.SignatureVerification;
import se.sluss.evidence.SignedBytes;
import se.sluss.evidence.log.LogProof;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.evidence.log.Proofs;
import se.sluss.evidence.log.TreeHead;

/** Whether the manifest stands in the log, and the log is the one that everybody sees. */
final class LogChecks {
  private final EvidencePackage evidence;
  private final Manifest manifest;
  private final EvidenceKeys keys;
  private final Optional<HeadList> mirror;
  private final boolean published;

  /**
   * @param keys of the house, as far as they are known
   * @param published whether these are all that the house publishes
   */
  LogChecks(
      EvidencePackage evidence,
      Manifest manifest,
      EvidenceKeys keys,
      boolean published,
      Optional<HeadList> mirror) {
    this.evidence = evidence;
    this.manifest = manifest;
    this.keys = keys;
    this.published = published;
    this.mirror = mirror;
  }

  private Optional<LogProof> proof() {
    return evidence
        .find(MemberNames.LOG)
        .map(
            bytes -> {
              LogProof proof = LogProof.read(bytes);
              unless(
                  Arrays.equals(proof.write(), bytes),
                  MemberNames.LOG + " holds more than a proof");
              return proof;
            });
  }

  private static SignedBytes signed(LogProof proof) {
    return SignedBytes.read(JwsType.TREE_HEAD, proof.treeHead());
  }

  /** The house hands out no package without its place in the log. */
  Finding inclusion() {
    Optional<LogProof> found = proof();
    if (found.isEmpty()) {
      return failed(
          CheckName.LOG_INCLUSION,
          "the package has no " + MemberNames.LOG + ", and none is handed out without it");
    }
    LogProof proof = found.get();
    TreeHead head = TreeHead.of(signed(proof));
    unless(
        head.log().equals(proof.log()) && head.treeSize() == proof.treeSize(),
        "the tree head is not the one that the proof leads to");
    unless(
        Proofs.includes(
            MerkleTree.leaf(evidence.manifestHash()),
            proof.leafIndex(),
            proof.treeSize(),
            proof.inclusionPath(),
            head.rootHash()),
        "this manifest is not what stands in the log at its place");
    return passed(
        CheckName.LOG_INCLUSION,
        "leaf " + proof.leafIndex() + " of " + proof.treeSize() + " in " + proof.log());
  }

  Finding treeHead() {
    Optional<LogProof> found = proof();
    if (found.isEmpty()) {
      return notCheckable(CheckName.TREE_HEAD, "the package has no " + MemberNames.LOG);
    }
    SignedBytes signed = signed(found.get());
    TreeHead head = TreeHead.of(signed);
    unless(
        !head.timestamp().plus(SignatureVerification.SKEW).isBefore(manifest.madeAt()),
        "the log has the manifest at a time before it was made");
    return switch (keys.verify(signed)) {
      case VALID ->
          passed(
              CheckName.TREE_HEAD,
              "signed with the key " + signed.keyId() + " for " + head.timestamp());
      case FORGED -> failed(CheckName.TREE_HEAD, "the tree head or its signature was changed");
      case UNKNOWN_KEY ->
          published
              ? failed(CheckName.TREE_HEAD, "the house does not publish the key " + signed.keyId())
              : notCheckable(
                  CheckName.TREE_HEAD,
                  "signed with the key " + signed.keyId() + ", which was not given");
    };
  }

  Finding consistency() {
    if (mirror.isEmpty()) {
      return notCheckable(
          CheckName.LOG_CONSISTENCY,
          "no list of tree heads was given: whether others see the same log is not known");
    }
    Optional<LogProof> proof = proof();
    Optional<TreeHead> shown = proof.map(one -> TreeHead.of(signed(one)));
    long leaf = proof.map(LogProof::leafIndex).orElse(Mirror.NOWHERE);
    long size = shown.map(TreeHead::treeSize).orElse(Mirror.NOWHERE);
    Mirror others = Mirror.read(mirror.get(), keys, size, leaf);
    Finding compared =
        shown
            .map(head -> others.compare(head, strangeKeys(proof.get()), manifest.madeAt()))
            .orElseGet(
                () ->
                    notCheckable(
                        CheckName.LOG_CONSISTENCY,
                        others
                            + "; whether the package is in it is not known without "
                            + MemberNames.LOG));
    return others.unknownKey().map(key -> unknown(key, compared)).orElse(compared);
  }

  /** Of the manifest, whose signature its own key proves, and of the head, which only names one. */
  private Set<String> strangeKeys(LogProof proof) {
    if (published) {
      return Set.of();
    }
    Set<String> ids = new TreeSet<>(keys.ids());
    ids.add(signed(proof).keyId());
    return ids;
  }

  /** That a key is not known excuses no package that contradicts what was seen of the log. */
  private Finding unknown(String key, Finding compared) {
    String reason = "a tree head is signed with the key " + key;
    if (published) {
      return failed(CheckName.LOG_CONSISTENCY, reason + ", which the house does not publish");
    }
    return compared.outcome() == Finding.Outcome.FAILED
        ? compared
        : notCheckable(CheckName.LOG_CONSISTENCY, reason + ", which was not given");
  }
}
