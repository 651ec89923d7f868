package se.sluss.submitter.delivery;

import java.util.Optional;
import se.sluss.model.hash.Sha256;

/** A message ready to be sent; never printed. */
public final class Envelope {
  private final String contentType;
  private final String soapAction;
  private final byte[] body;
  private final String sha256;
  private final Optional<String> txId;
  private final Optional<Meaning> meaning;

  /** What a whole answer to one message means. */
  @FunctionalInterface
  public interface Meaning {
    SubmitOutcome of(RawAnswer answer);
  }

  /** A SOAP message. The bytes become the envelope's own. */
  public Envelope(String soapAction, byte[] body) {
    this("text/xml; charset=utf-8", soapAction, body, Optional.empty(), Optional.empty());
  }

  private Envelope(
      String contentType,
      String soapAction,
      byte[] body,
      Optional<String> txId,
      Optional<Meaning> meaning) {
    this.contentType = contentType;
    this.soapAction = soapAction;
    this.body = body;
    this.sha256 = Sha256.hex(body);
    this.txId = txId;
    this.meaning = meaning;
  }

  /**
   * A message that is not SOAP. The bytes become the envelope's own.
   *
   * @param txId what the message itself says that the transfer is called
   * @param meaning knows which message an answer must answer
   */
  public static Envelope of(String contentType, byte[] body, String txId, Meaning meaning) {
    return new Envelope(contentType, "", body, Optional.of(txId), Optional.of(meaning));
  }

  public String contentType() {
    return contentType;
  }

  /** Empty for what is not SOAP. */
  public String soapAction() {
    return soapAction;
  }

  /** The envelope's own bytes, which nobody changes. */
  public byte[] body() {
    return body;
  }

  /**
   * What we call the transfer, and said so in the message; empty for SOAP, which has no such name.
   */
  public Optional<String> txId() {
    return txId;
  }

  /** How an answer to this very message is read; empty for SOAP, whose answers name none. */
  public Optional<Meaning> meaning() {
    return meaning;
  }

  /** Of the body, lower-case hex; taken when the message is made, long before its slot. */
  public String sha256() {
    return sha256;
  }

  @Override
  public String toString() {
    return "Envelope[" + body.length + " bytes]";
  }
}
