package se.sluss.signing.page;

import jakarta.ws.rs.core.Response;

/** Pages that say only why there is nothing else to show. */
public enum Notice {
  /** Another browser used the link. */
  USED(Response.Status.GONE),
  /** No link, no session, or their time is over: which of them is not told. */
  GONE(Response.Status.GONE),
  /** What the vendor said does not fit the documents. */
  REFUSED(Response.Status.CONFLICT),
  /** Somebody signs the same documents elsewhere just now. */
  BUSY(Response.Status.CONFLICT),
  /** A fault of ours. */
  TROUBLE(Response.Status.INTERNAL_SERVER_ERROR);

  private final Response.Status status;

  Notice(Response.Status status) {
    this.status = status;
  }

  Response.Status status() {
    return status;
  }
}
