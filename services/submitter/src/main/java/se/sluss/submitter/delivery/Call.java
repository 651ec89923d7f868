package se.sluss.submitter.delivery;

import java.util.Optional;

/**
 * What was asked, without its text: that stays with its document.
 *
 * @param action the SOAPAction
 * @param bytes of the message
 * @param sha256 of the message, lower-case hex
 * @param txId what we call the transfer, as the message said it; empty for SOAP
 */
public record Call(Way way, String action, int bytes, String sha256, Optional<String> txId) {
  public static Call of(Envelope envelope, Way way) {
    return new Call(
        way, envelope.soapAction(), envelope.body().length, envelope.sha256(), envelope.txId());
  }
}
