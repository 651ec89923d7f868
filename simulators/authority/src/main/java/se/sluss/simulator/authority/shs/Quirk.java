package se.sluss.simulator.authority.shs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Ways in which nodes differ in what they answer. */
public enum Quirk {
  /** The label has a document type. */
  @JsonProperty("doctype")
  DOCTYPE,
  /** Actors and products without their prefix. */
  @JsonProperty("bare-numbers")
  BARE_NUMBERS,
  @JsonProperty("no-file-name")
  NO_FILE_NAME,
  /** Parts say {@code 7bit}, which the specification does not have. */
  @JsonProperty("seven-bit")
  SEVEN_BIT,
  /** The data part is in base64. */
  @JsonProperty("base64")
  BASE64,
  /** Accented letters in subject, meta and an unquoted file name, in ISO-8859-1. */
  @JsonProperty("accents")
  ACCENTS,
  /** Faults have an empty code. */
  @JsonProperty("empty-error-code")
  EMPTY_ERROR_CODE,
  /** Faults come as a reply of the product {@code error}, with a good status. */
  @JsonProperty("error-as-reply")
  ERROR_AS_REPLY,
  /** The reply has a {@code tx.id} of its own. */
  @JsonProperty("new-tx-id")
  NEW_TX_ID,
  /** The response element holds no tx-id. */
  @JsonProperty("no-receipt-tx-id")
  NO_RECEIPT_TX_ID,
  /** The reply is to another message. */
  @JsonProperty("foreign-answer")
  FOREIGN_ANSWER
}
