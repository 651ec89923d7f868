package se.sluss.receipts.evidence.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.evidence.Manifest;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.id.SignerRole;

/**
 * What a page tells.
 *
 * @param document what the document says; empty when it cannot be read any more
 * @param refusalMessage the authority's own words
 */
public record PageFacts(
    Manifest.Receipt receipt,
    Manifest.DocumentFacts hashes,
    Optional<DocumentFacts> document,
    Optional<String> refusalMessage,
    List<Signer> signers,
    List<Manifest.HistoryEntry> history,
    List<Manifest.Attempt> attempts) {
  /**
   * Who signed.
   *
   * @param number the personal number, twelve digits
   * @param passed how many checks of the signature passed
   */
  public record Signer(
      SignerRole role, String name, String number, Instant signedAt, long passed) {}
}
