package se.sluss.submitter.delivery;

/** A message ready to be sent; never printed. */
public final class Envelope {
  private final String soapAction;
  private final byte[] body;

  /** The bytes become the envelope's own. */
  public Envelope(String soapAction, byte[] body) {
    this.soapAction = soapAction;
    this.body = body;
  }

  public String soapAction() {
    return soapAction;
  }

  /** The envelope's own bytes, which nobody changes. */
  public byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return "Envelope[" + body.length + " bytes]";
  }
}
