package se.sluss.simulator.authority.fault;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The ways in which a call can be made to go wrong. */
public enum FaultKind {
  /** The call is dealt with as usual; its answer waits. */
  @JsonProperty("latency")
  LATENCY,
  /** The request is read, nothing is stored, the connection is closed without an answer. */
  @JsonProperty("drop-before-storing")
  DROP_BEFORE_STORING,
  /** The call is dealt with as usual and stored; the connection is closed without an answer. */
  @JsonProperty("drop-after-storing")
  DROP_AFTER_STORING,
  /**
   * The call is dealt with as usual and stored; the connection is reset (RST) without an answer.
   */
  @JsonProperty("reset")
  RESET,
  /** The request is read, nothing is stored, the connection is reset (RST) without an answer. */
  @JsonProperty("reset-before-storing")
  RESET_BEFORE_STORING,
  /** The call is dealt with as usual and stored; no answer ever comes, the connection stays. */
  @JsonProperty("never")
  NEVER,
  /** A SOAP fault without detail. */
  @JsonProperty("soap-fault")
  SOAP_FAULT,
  /** {@code XmlValidationError}, whatever the document. */
  @JsonProperty("validation-fault")
  VALIDATION_FAULT,
  /** {@code SignatureValidationError}, whatever the signatures. */
  @JsonProperty("signature-fault")
  SIGNATURE_FAULT,
  /** A bare HTTP status. */
  @JsonProperty("http-status")
  HTTP_STATUS,
  /** The client's certificate is refused in the handshake; idle connections are closed. */
  @JsonProperty("tls-refusal")
  TLS_REFUSAL,
  /**
   * The call is dealt with as usual; a receipt has another prefix, and elements of a namespace that
   * nobody knows after its tx-id.
   */
  @JsonProperty("extended")
  EXTENDED
}
