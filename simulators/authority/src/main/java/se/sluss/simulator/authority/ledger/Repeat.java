package se.sluss.simulator.authority.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A document that came again in a way worth telling.
 *
 * @param sequence the later call
 * @param earlier the call before
 */
public record Repeat(Kind kind, String client, String documentId, long sequence, long earlier) {
  /** In which way. */
  public enum Kind {
    /** Its first byte came while another call with the document had neither answer nor end. */
    @JsonProperty("overlapping")
    OVERLAPPING,
    /** The same id, and not the same bytes. */
    @JsonProperty("otherBytes")
    OTHER_BYTES,
    /** Its first byte came after a receipt for the document had been wholly written. */
    @JsonProperty("afterReceipt")
    AFTER_RECEIPT
  }
}
