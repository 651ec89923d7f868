package se.sluss.submitter.delivery;

/** What was seen when an attempt did not end in the authority's own verdict. Never personal. */
public enum Cause {
  /** The slot's window closed before the bytes were on their way. */
  WINDOW_MISSED,
  /** The way to the authority could not be opened. */
  NOT_CONNECTED,
  /** No answer in time. */
  TIME_OUT,
  /** The connection broke or was closed before a whole answer had come. */
  CONNECTION_LOST,
  /** A fault that is none of the two declared ones. */
  UNKNOWN_FAULT,
  /** 429 or 503 after the document had left: the authority is strained. */
  OVERLOADED,
  /** Another HTTP status that says nothing of the document, such as 502 or 504. */
  HTTP_STATUS,
  /** Neither receipt nor fault, or longer than an answer can be. */
  UNREADABLE_ANSWER,
  /** The sending process was lost or paused; nobody knows how far it came. */
  SENDER_LOST,
  /** 401 or 403: this vendor is not let in. */
  FORBIDDEN,
  /** The other side ended the TLS session with an alert. */
  TLS_ALERT,
  /** The other side's certificate is not one that the connection trusts. */
  SERVER_NOT_TRUSTED,
  /** The other side's certificate is for another host. */
  SERVER_NAME_WRONG,
  /** The other side's certificate has expired. */
  SERVER_CERTIFICATE_EXPIRED,
  /** The other side speaks no TLS that is new enough; nothing was said to it. */
  SERVER_TLS_TOO_OLD,
  /** A redirect, or a status of a gateway that does not know the address. */
  ADDRESS_REFUSED,
  /** The sealed document cannot be opened, or no message can be made of it. */
  DOCUMENT_UNREADABLE;

  /**
   * Whether the authority says that it has too much to do, so that the whole lane rests a while.
   */
  public boolean overload() {
    return this == OVERLOADED;
  }

  /**
   * Whether it shows that the authority is strained, or that the service does not answer behind its
   * gateway, so that the lane goes on more slowly.
   */
  public boolean strain() {
    return this == OVERLOADED || this == TIME_OUT || this == HTTP_STATUS;
  }

  /** Whether a lane that stopped on it may find out by itself that it is over. */
  public boolean mayPass() {
    return this == FORBIDDEN || this == TLS_ALERT || this == SERVER_CERTIFICATE_EXPIRED;
  }
}
