package se.sluss.receipts.webhook.delivery;

/** Why an attempt failed, as far as the endpoint's owner is told. */
public enum FailureReason {
  /** The answer's status was none of 2xx. */
  STATUS,
  /** The exchange was not over in time. */
  TIMEOUT,
  /** No connection was made. */
  CONNECT,
  /** The TLS handshake failed, or the certificate is not one for this name. */
  TLS,
  /** The connection broke before the answer was there, or the answer was not HTTP. */
  CONNECTION_LOST,
  /** The endpoint's address is refused at present. */
  ADDRESS_REFUSED,
  /** The endpoint's name has no address at present, or none was told in time. */
  NAME_UNKNOWN,
  /** A fault of ours: nothing that the endpoint did. */
  INTERNAL
}
