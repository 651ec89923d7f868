package se.sluss.simulator.authority.shs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.UUID;

/** Writes answers as messages, with the quirks that a participant is to meet. */
public final class ShsReply {
  private final Label request;
  private final Participant participant;

  public ShsReply(Label request, Participant participant) {
    this.request = request;
    this.participant = participant;
  }

  /** A reply with the service's own words. */
  public byte[] with(String element) {
    return message("reply", named(request.product()), participant.dataPartType(), element);
  }

  /** A reply that tells of a fault. */
  public byte[] error(String code, String info) {
    String management =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
            + "<shs.management version=\"1.2\" corr.id=\""
            + request.corrId()
            + "\" content.id=\""
            + request.contentId()
            + "\"><datetime>2026-11-26T12:00:00</datetime><error errorcode=\""
            + code
            + "\" errorinfo=\""
            + info
            + "\"/></shs.management>";
    return message("adm", "error", "error", management);
  }

  private byte[] message(String sequence, String product, String type, String data) {
    String boundary = "=_" + UUID.randomUUID();
    boolean accents = participant.has(Quirk.ACCENTS);
    String encoding = participant.has(Quirk.SEVEN_BIT) ? "7bit" : "binary";
    boolean base64 = participant.has(Quirk.BASE64);
    String file = accents ? "sv\u00e5r \u00e4\u00f6.xml" : "\"svar.xml\"";
    String body = base64 ? Base64.getMimeEncoder().encodeToString(data.getBytes(ISO_8859_1)) : data;
    return String.join(
            "\r\n",
            "Subject: " + (accents ? "Svar p\u00e5 fr\u00e5ga" : "SHS message"),
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=\"" + boundary + '"',
            "Content-Transfer-Encoding: binary",
            "",
            "--" + boundary,
            "Content-Type: text/xml; charset=ISO-8859-1",
            "Content-Transfer-Encoding: " + encoding,
            "",
            label(sequence, product, type, accents),
            "--" + boundary,
            "Content-Type: text/xml; charset=UTF-8",
            "Content-Transfer-Encoding: " + (base64 ? "base64" : encoding),
            participant.has(Quirk.NO_FILE_NAME)
                ? "Content-Disposition: attachment"
                : "Content-Disposition: attachment; filename=" + file,
            "",
            body,
            "--" + boundary + "--",
            "")
        .getBytes(ISO_8859_1);
  }

  private String label(String sequence, String product, String type, boolean accents) {
    String txId = participant.has(Quirk.NEW_TX_ID) ? UUID.randomUUID().toString() : request.txId();
    String corrId =
        participant.has(Quirk.FOREIGN_ANSWER) ? UUID.randomUUID().toString() : request.corrId();
    return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
        + (participant.has(Quirk.DOCTYPE)
            ? "<!DOCTYPE shs.label SYSTEM \"http://127.0.0.1:1/shs-label-1.2.dtd\">"
            : "")
        + "<shs.label version=\"1.2\" tx.id=\"%s\" corr.id=\"%s\"".formatted(txId, corrId)
        + (request.agreement().isEmpty() ? "" : " shs.agreement=\"" + request.agreement() + '"')
        + " transfer-type=\"synch\" message-type=\"simple\" sequence-type=\"%s\" status=\"%s\">"
            .formatted(sequence, request.status())
        + "<from commonName=\"\">%s</from>".formatted(named(request.to()))
        + "<to commonName=\"\">%s</to>".formatted(named(request.from()))
        + "<product commonName=\"\">%s</product>".formatted(product)
        + (accents
            ? "<meta name=\"\u00e5\">\u00c5\u00c4\u00d6</meta><subject>\u00e5</subject>"
            : "")
        + "<datetime>2026-11-26T12:00:00</datetime>"
        + "<content content.id=\"%s\"><data datapartType=\"%s\"/></content></shs.label>"
            .formatted(request.contentId(), type);
  }

  private String named(String bare) {
    return participant.has(Quirk.BARE_NUMBERS) ? bare : "urn:X-shs:" + bare;
  }
}
