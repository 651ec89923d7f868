package se.sluss.submitter.delivery;

/** What the authority answered, as it came; never printed. */
public final class RawAnswer {
  private final int status;
  private final byte[] body;

  /**
   * @param status the HTTP status
   * @param body the whole body
   */
  public RawAnswer(int status, byte[] body) {
    this.status = status;
    this.body = body.clone();
  }

  public int status() {
    return status;
  }

  public byte[] body() {
    return body.clone();
  }

  @Override
  public String toString() {
    return "RawAnswer[" + status + ", " + body.length + " bytes]";
  }
}
