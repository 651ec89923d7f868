package se.sluss.evidence.verify;

import java.util.Optional;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.model.signature.TrustRoots;

/**
 * What whoever verifies knows from elsewhere. Everything may be absent; what then cannot be checked
 * is told.
 *
 * @param keys that the house publishes
 * @param bankIdRoots of user certificates
 * @param treeHeads the published list of tree heads, or somebody's copy of it
 * @param timestampRoots of time-stamping services
 */
public record Trust(
    Optional<EvidenceKeys> keys,
    Optional<TrustRoots> bankIdRoots,
    Optional<HeadList> treeHeads,
    Optional<TrustRoots> timestampRoots) {
  public static final Trust NOTHING =
      new Trust(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public Trust withKeys(EvidenceKeys published) {
    return new Trust(Optional.of(published), bankIdRoots, treeHeads, timestampRoots);
  }

  public Trust withBankIdRoots(TrustRoots roots) {
    return new Trust(keys, Optional.of(roots), treeHeads, timestampRoots);
  }

  /** The text of the list, a line for each head. */
  public Trust withTreeHeads(String lines) {
    return withTreeHeads(HeadList.of(lines));
  }

  public Trust withTreeHeads(HeadList list) {
    return new Trust(keys, bankIdRoots, Optional.of(list), timestampRoots);
  }

  public Trust withTimestampRoots(TrustRoots roots) {
    return new Trust(keys, bankIdRoots, treeHeads, Optional.of(roots));
  }
}
