package se.sluss.model.shs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.sluss.model.id.SubmissionId;

/**
 * The label of a simple message. Identifiers are compared without the prefix {@code urn:X-shs:},
 * and are held without it.
 *
 * @param datetime Swedish wall clock without a zone; empty in what was read
 * @param dataParts in the order of the parts that follow the label
 */
public record ShsLabel(
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
  public static final String REQUEST = "request";
  public static final String REPLY = "reply";
  public static final String ADMINISTRATIVE = "adm";

  /** The product of a message that tells of a fault. */
  public static final String ERROR = "error";

  public ShsLabel {
    dataParts = List.copyOf(dataParts);
  }

  public enum TransferType {
    ASYNCH("asynch"),
    SYNCH("synch");

    private final String wire;

    TransferType(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  /**
   * One entry of the content list.
   *
   * @param bytes how long the part is; empty when that was not said
   */
  public record DataPart(String type, Optional<String> fileName, Optional<Integer> bytes) {}

  /**
   * The {@code tx.id} of the message with this submission's document: one transfer has one, however
   * often it is sent. A reply's {@code corr.id} is this, which ties a kept answer to its document;
   * packages of evidence are checked by it, so it is never made another way.
   *
   * @param product the product's UUID, lower case
   */
  public static String txIdOf(SubmissionId submission, String product) {
    return id("tx", submission, product);
  }

  /** The {@code content.id} of that message, which its reply has too. */
  public static String contentIdOf(SubmissionId submission, String product) {
    return id("content", submission, product);
  }

  /** Plain UUIDs: longer identifiers are more than some nodes take. */
  private static String id(String kind, SubmissionId submission, String product) {
    return UUID.nameUUIDFromBytes(
            (kind + ':' + submission.value() + ':' + product).getBytes(StandardCharsets.US_ASCII))
        .toString();
  }
}
