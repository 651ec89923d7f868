package se.sluss.simulator.authority.shs;

/** What a node answers instead of taking a message: a code and a text. */
public final class ShsFaultException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  public ShsFaultException(String code, String info) {
    super(info);
    this.code = code;
  }

  /** The value of {@code X-shs-errorcode}. */
  public String code() {
    return code;
  }
}
