package se.sluss.submitter.connection;

import java.util.Optional;

/**
 * What a connection that speaks SHS 1.2 tells of itself in each message's label. The product is the
 * connection's product type.
 *
 * @param sender organisation number of the actor that sends
 * @param receiver organisation number of the actor that receives, and, after a point, an address
 *     within it
 * @param agreement the agreement that the label names; empty when it names none
 * @param dataPartType what the label calls the one data part
 * @param fileName the data part's
 */
public record ShsSettings(
    String sender,
    String receiver,
    Status status,
    Optional<String> agreement,
    String dataPartType,
    String fileName,
    ReceiptTxId receiptTxId) {

  /** The label's mark for test and live. */
  public enum Status {
    TEST("test"),
    PRODUCTION("production");

    private final String wire;

    Status(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  /** Where a receipt's tx-id may come from. */
  public enum ReceiptTxId {
    /** The response element alone; a response without one leaves the document in doubt. */
    RESPONSE,
    /** The reply's label when the response element has none. */
    RESPONSE_OR_LABEL
  }
}
