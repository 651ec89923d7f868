package se.sluss.submitter.authority.shs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.Optional;
import org.w3c.dom.Element;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.shs.BrokenMessageException;
import se.sluss.model.shs.ShsLabel;
import se.sluss.model.shs.ShsMessage;
import se.sluss.submitter.connection.ShsSettings;
import se.sluss.submitter.connection.ShsSettings.ReceiptTxId;
import se.sluss.submitter.connection.ShsSettings.Status;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.delivery.Transfer;
import se.sluss.testsupport.TestPersons;

/** A request, and replies to it as other nodes could write them. */
final class Replies {
  static final String PRODUCT = "7f6c1a52-4a0e-4f39-9b0e-0a7f5f0f7c11";
  static final String SENDER = TestPersons.organisationNumber(1);
  static final String RECEIVER = TestPersons.organisationNumber(2);
  static final String DATA = "<Response><tx-id>receipt</tx-id></Response>";

  static final Transfer TRANSFER =
      new Transfer(
          ConnectionId.next(),
          SubmissionId.of("sub_01kb0000000000000000000000"),
          Instant.parse("2026-11-26T11:00:00Z"));

  /** A service whose receipts are {@code Response} elements. */
  static final ReplyMeaning MEANING =
      new ReplyMeaning() {
        @Override
        public Optional<SubmitOutcome> ofContent(Element content, String labelTxId) {
          if (!"Response".equals(content.getLocalName())) {
            return Optional.empty();
          }
          String own = content.getTextContent();
          String txId = own.isEmpty() ? labelTxId : own;
          return txId.isEmpty() ? Optional.empty() : Optional.of(new SubmitOutcome.Received(txId));
        }

        @Override
        public SubmitOutcome ofStatus(int status) {
          return new SubmitOutcome.InDoubt(
              status == 429 || status == 503 ? Cause.OVERLOADED : Cause.HTTP_STATUS);
        }
      };

  private Replies() {}

  static ShsMessages.Voice voice(Optional<String> agreement, ReceiptTxId receiptTxId) {
    return new ShsMessages.Voice(
        new ShsSettings(
            SENDER,
            RECEIVER + ".elt",
            Status.TEST,
            agreement,
            "SkickaTidredovisning",
            "tidredovisning.xml",
            receiptTxId),
        PRODUCT);
  }

  /** The label that a request of this transfer has. */
  static ShsLabel sent() {
    byte[] message =
        new ShsMessages()
            .write(
                voice(Optional.empty(), ReceiptTxId.RESPONSE),
                TRANSFER,
                "<a/>".getBytes(ISO_8859_1),
                MEANING)
            .body();
    try {
      return ShsMessage.read(message).label();
    } catch (BrokenMessageException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A good reply's label, to be spoilt. */
  static String label() {
    ShsLabel sent = sent();
    return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
        + "<shs.label version=\"1.2\" tx.id=\"label-tx\" corr.id=\""
        + sent.corrId()
        + "\" transfer-type=\"synch\" sequence-type=\"reply\" status=\"test\">"
        + "<from commonName=\"\">urn:X-shs:"
        + RECEIVER
        + "</from><to commonName=\"\">URN:x-shs:"
        + SENDER
        + "</to><product commonName=\"\">"
        + PRODUCT
        + "</product><datetime>2026-11-26T12:00:00</datetime><content content.id=\""
        + sent.contentId()
        + "\"><data datapartType=\"x\"/></content></shs.label>";
  }

  static String message(String label, String data) {
    return message("binary", label, data);
  }

  static String message(String encoding, String label, String data) {
    return String.join(
        "\r\n",
        "Subject: Svar p\u00e5",
        "MIME-Version: 1.0",
        "Content-Type: multipart/mixed; boundary=\"=_b\"",
        "Content-Transfer-Encoding: binary",
        "",
        "--=_b",
        "Content-Type: text/xml; charset=UTF-8",
        "Content-Transfer-Encoding: " + encoding,
        "",
        label,
        "--=_b",
        "Content-Type: text/xml",
        "Content-Disposition: attachment; filename=sv\u00e5r p\u00e5.xml",
        "Content-Transfer-Encoding: " + encoding,
        "",
        data,
        "--=_b--",
        "");
  }

  /** A fault's report. */
  static String management(String corrId, String contentId, String error) {
    return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
        + "<!DOCTYPE shs.management SYSTEM \"shs-management-1.2.dtd\">"
        + "<shs.management version=\"1.2\" corr.id=\""
        + corrId
        + "\" content.id=\""
        + contentId
        + "\"><datetime>2026-11-26T12:00:00</datetime>"
        + error
        + "</shs.management>";
  }
}
