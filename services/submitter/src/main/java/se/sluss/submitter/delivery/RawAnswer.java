package se.sluss.submitter.delivery;

import java.util.List;

/** What the authority answered, as it came; never printed. */
public final class RawAnswer {
  private final int status;
  private final List<Header> headers;
  private final byte[] body;

  /** One line of the answer's head. */
  public record Header(String name, String value) {}

  /**
   * @param status the HTTP status
   * @param headers as they came, in their order
   * @param body the whole body, or its first mebibyte
   */
  public RawAnswer(int status, List<Header> headers, byte[] body) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body.clone();
  }

  /** Without headers. */
  public RawAnswer(int status, byte[] body) {
    this(status, List.of(), body);
  }

  public int status() {
    return status;
  }

  public List<Header> headers() {
    return headers;
  }

  public byte[] body() {
    return body.clone();
  }

  @Override
  public String toString() {
    return "RawAnswer[" + status + ", " + body.length + " bytes]";
  }
}
