package se.sluss.submitter.authority.shs;

import java.util.List;
import java.util.Optional;

/**
 * The label of a simple message. Identifiers are compared without the prefix {@code urn:X-shs:},
 * and are held without it.
 *
 * @param datetime Swedish wall clock without a zone; empty in what was read
 * @param dataParts in the order of the parts that follow the label
 */
record ShsLabel(
    String txId,
    String corrId,
    Optional<String> agreement,
    TransferType transferType,
    String sequenceType,
    String status,
    Optional<String> from,
    Optional<String> to,
    String product,
    String contentId,
    String datetime,
    List<DataPart> dataParts) {
  static final String REQUEST = "request";
  static final String REPLY = "reply";
  static final String ADMINISTRATIVE = "adm";

  /** The product of a message that tells of a fault. */
  static final String ERROR = "error";

  ShsLabel {
    dataParts = List.copyOf(dataParts);
  }

  enum TransferType {
    ASYNCH("asynch"),
    SYNCH("synch");

    private final String wire;

    TransferType(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }
  }

  /**
   * One entry of the content list.
   *
   * @param bytes how long the part is; empty when that was not said
   */
  record DataPart(String type, Optional<String> fileName, Optional<Integer> bytes) {}
}
