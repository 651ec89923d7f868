package se.sluss.submitter.connection;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Mode;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.submitter.connection.ShsSettings.ReceiptTxId;
import se.sluss.submitter.connection.ShsSettings.Status;

/**
 * SHS settings as somebody asks for them. All are needed: what the authority has not said in public
 * has no default, so that nothing is sent on a guess.
 *
 * @param sender organisation number, ten digits
 * @param receiver organisation number, ten digits, and an internal address after a point if there
 *     is one
 * @param status {@code test} or {@code production}
 * @param agreement the agreement's identifier, or {@code none} for a label without one
 * @param dataPartType of the one data part
 * @param fileName of the one data part
 * @param receiptTxId {@code response} or {@code response_or_label}
 */
public record ShsForm(
    @Nullable String sender,
    @Nullable String receiver,
    @Nullable String status,
    @Nullable String agreement,
    @Nullable String dataPartType,
    @Nullable String fileName,
    @Nullable String receiptTxId) {
  private static final String NO_AGREEMENT = "none";
  private static final int DIGITS = 10;

  /** The names that a label's attributes and a MIME header take without being quoted. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

  private static final Pattern PRODUCT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** What was asked for once. */
  public static ShsForm of(ShsSettings settings) {
    return new ShsForm(
        settings.sender(),
        settings.receiver(),
        settings.status().wire(),
        settings.agreement().orElse(NO_AGREEMENT),
        settings.dataPartType(),
        settings.fileName(),
        settings.receiptTxId().name().toLowerCase(Locale.ROOT));
  }

  /** Whether a product type can stand in a label: SHS 1.2 names products by UUID. */
  static boolean isProduct(String productType) {
    return PRODUCT.matcher(productType).matches();
  }

  /** The settings; null when any is missing or wrong, each of which is added to the faults. */
  @Nullable ShsSettings check(FormFaults faults, @Nullable Mode mode) {
    String from = read(faults, "sender", sender, ShsForm::organisation, FormFault.NO_SENDER);
    String to = read(faults, "receiver", receiver, ShsForm::actor, FormFault.NO_RECEIVER);
    Status marked = read(faults, "status", status, text -> status(text, mode), FormFault.NO_STATUS);
    Optional<String> agreed =
        read(
            faults,
            "agreement",
            agreement,
            text -> NO_AGREEMENT.equals(text) ? Optional.empty() : Optional.of(name(text)),
            FormFault.NO_AGREEMENT);
    String type = read(faults, "dataPartType", dataPartType, ShsForm::name, FormFault.NO_NAME);
    String file = read(faults, "fileName", fileName, ShsForm::name, FormFault.NO_FILE_NAME);
    ReceiptTxId txId =
        read(
            faults,
            "receiptTxId",
            receiptTxId,
            text -> ReceiptTxId.valueOf(text.toUpperCase(Locale.ROOT)),
            FormFault.NO_RECEIPT_TX_ID);
    return from == null
            || to == null
            || marked == null
            || agreed == null
            || type == null
            || file == null
            || txId == null
        ? null
        : new ShsSettings(from, to, marked, agreed, type, file, txId);
  }

  private static <T> @Nullable T read(
      FormFaults faults,
      String member,
      @Nullable String text,
      Function<String, T> reader,
      FormFault otherwise) {
    return faults.read("shs/" + member, text, reader, otherwise);
  }

  private static String organisation(String text) {
    return new Organisationsnummer(text).digits();
  }

  private static String actor(String text) {
    organisation(text.substring(0, Math.min(DIGITS, text.length())));
    if (text.length() > DIGITS) {
      if (text.charAt(DIGITS) != '.') {
        throw new IllegalArgumentException("not an address within an organisation");
      }
      name(text.substring(DIGITS + 1));
    }
    return text;
  }

  private static Status status(String text, @Nullable Mode mode) {
    for (Status status : Status.values()) {
      if (status.wire().equals(text) && (mode != Mode.LIVE || status == Status.PRODUCTION)) {
        return status;
      }
    }
    throw new IllegalArgumentException("not a status for this mode");
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("not a name");
    }
    return text;
  }
}
