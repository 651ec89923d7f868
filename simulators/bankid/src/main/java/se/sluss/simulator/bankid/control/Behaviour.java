package se.sluss.simulator.bankid.control;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person does with an order that is picked up automatically. */
public enum Behaviour {
  @JsonProperty("sign")
  SIGN,
  @JsonProperty("open")
  OPEN,
  @JsonProperty("cancel")
  CANCEL,
  @JsonProperty("never-start")
  NEVER_START,
  /** Another person signs, and the simulator lets it pass as BankID never would. */
  @JsonProperty("wrong-person")
  WRONG_PERSON,
  @JsonProperty("certificate-error")
  CERTIFICATE_ERROR,
  @JsonProperty("risk-blocked")
  RISK_BLOCKED
}
