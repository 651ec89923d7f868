package se.sluss.receipts.webhook.address;

/** A name was not looked up: no place for it became free in time. Says nothing of the name. */
public final class LookupsBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LookupsBusyException() {
    super("No look-up has a free place", null, false, false);
  }
}
