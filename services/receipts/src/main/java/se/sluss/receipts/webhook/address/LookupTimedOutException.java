package se.sluss.receipts.webhook.address;

import java.net.UnknownHostException;

/** A name was asked for, and nobody answered in time: its name servers hang. */
public final class LookupTimedOutException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  public LookupTimedOutException() {
    super("no answer for the endpoint's name in time");
  }
}
