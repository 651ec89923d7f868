package se.sluss.submitter.delivery;

import java.util.Optional;

/** A message ready to be sent; never printed. */
public final class Envelope {
  private final String contentType;
  private final String soapAction;
  private final byte[] body;
  private final Optional<Meaning> meaning;

  /** What a whole answer to one message means. */
  @FunctionalInterface
  public interface Meaning {
    SubmitOutcome of(RawAnswer answer);
  }

  /** A SOAP message. The bytes become the envelope's own. */
  public Envelope(String soapAction, byte[] body) {
    this("text/xml; charset=utf-8", soapAction, body, Optional.empty());
  }

  private Envelope(String contentType, String soapAction, byte[] body, Optional<Meaning> meaning) {
    this.contentType = contentType;
    this.soapAction = soapAction;
    this.body = body;
    this.meaning = meaning;
  }

  /**
   * A message that is not SOAP. The bytes become the envelope's own.
   *
   * @param meaning knows which message an answer must answer
   */
  public static Envelope of(String contentType, byte[] body, Meaning meaning) {
    return new Envelope(contentType, "", body, Optional.of(meaning));
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

  /** How an answer to this very message is read; empty for SOAP, whose answers name none. */
  public Optional<Meaning> meaning() {
    return meaning;
  }

  @Override
  public String toString() {
    return "Envelope[" + body.length + " bytes]";
  }
}
