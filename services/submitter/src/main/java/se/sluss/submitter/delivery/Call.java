package se.sluss.submitter.delivery;

/**
 * What was asked, without its text: that stays with its document.
 *
 * @param action the SOAPAction
 * @param bytes of the message
 * @param sha256 of the message, lower-case hex
 */
public record Call(Way way, String action, int bytes, String sha256) {
  public static Call of(Envelope envelope, Way way) {
    return new Call(way, envelope.soapAction(), envelope.body().length, envelope.sha256());
  }
}
