package se.sluss.submitter.authority.shs;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import se.sluss.model.shs.ShsLabel;
import se.sluss.model.shs.ShsLabel.DataPart;
import se.sluss.model.shs.ShsLabel.TransferType;
import se.sluss.submitter.connection.ShsSettings;
import se.sluss.submitter.connection.ShsSettings.ReceiptTxId;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.Transfer;

/**
 * Synchronous SHS 1.2 requests. A document's message is the same, byte for byte, each time that it
 * is sent as the same product: one transfer has one {@code tx.id}, also after a doubt.
 */
@ApplicationScoped
public class ShsMessages {
  private static final DateTimeFormatter SWEDISH_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneId.of("Europe/Stockholm"));

  /**
   * How a connection speaks.
   *
   * @param product the product's UUID
   */
  public record Voice(ShsSettings settings, String product) {}

  /**
   * The whole message.
   *
   * @param request the request's element as an XML document
   */
  public Envelope write(Voice voice, Transfer transfer, byte[] request, ReplyMeaning meaning) {
    ShsLabel label = label(voice, transfer, request.length);
    byte[] message =
        MimeWriter.write(
            label.txId(), LabelWriter.write(label), voice.settings().fileName(), request);
    ReplyReader reply =
        new ReplyReader(
            label, voice.settings().receiptTxId() == ReceiptTxId.RESPONSE_OR_LABEL, meaning);
    return Envelope.of("message/rfc822", message, label.txId(), reply::read);
  }

  private static ShsLabel label(Voice voice, Transfer transfer, int bytes) {
    ShsSettings settings = voice.settings();
    String txId = ShsLabel.txIdOf(transfer.submission(), voice.product());
    return new ShsLabel(
        txId,
        txId,
        settings.agreement(),
        TransferType.SYNCH,
        ShsLabel.REQUEST,
        settings.status().wire(),
        Optional.of(settings.sender()),
        Optional.of(settings.receiver()),
        voice.product(),
        ShsLabel.contentIdOf(transfer.submission(), voice.product()),
        datetime(transfer.since()),
        List.of(
            new DataPart(
                settings.dataPartType(), Optional.of(settings.fileName()), Optional.of(bytes))));
  }

  private static String datetime(Instant since) {
    return SWEDISH_TIME.format(since);
  }
}
