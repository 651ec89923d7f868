package se.sluss.receipts.evidence;

/** A time-stamping service's answer (RFC 3161), in DER. */
public final class TimeStamp {
  private final byte[] der;

  public TimeStamp(byte[] der) {
    this.der = der.clone();
  }

  public byte[] bytes() {
    return der.clone();
  }
}
