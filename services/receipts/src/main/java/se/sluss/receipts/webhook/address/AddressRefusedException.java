package se.sluss.receipts.webhook.address;

/** Nothing may be sent there. Says neither the address nor what a name resolved to. */
public final class AddressRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which check refused; for us, not for the endpoint's owner. */
  public enum Reason {
    /** The URL itself breaks a rule. */
    URL,
    /** The name has no address. */
    NAME,
    /** No address of the name was told in time. */
    NAME_LATE,
    /** At least one of the name's addresses is not public. */
    ADDRESS
  }

  private final Reason reason;

  public AddressRefusedException(Reason reason) {
    super("The endpoint's address is refused", null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
