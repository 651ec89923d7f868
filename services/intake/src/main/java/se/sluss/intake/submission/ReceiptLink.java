package se.sluss.intake.submission;

import java.util.Optional;
import se.sluss.model.id.ReceiptId;

/**
 * The kept final answer.
 *
 * @param txId the authority's identifier of the call; present when the authority has the document
 */
public record ReceiptLink(ReceiptId id, Optional<String> txId) {}
