package se.sluss.simulator.bankid.order;

import com.fasterxml.jackson.annotation.JsonValue;

/** The hint codes that the simulator gives. */
public enum HintCode {
  OUTSTANDING_TRANSACTION("outstandingTransaction"),
  USER_SIGN("userSign"),
  EXPIRED_TRANSACTION("expiredTransaction"),
  CERTIFICATE_ERR("certificateErr"),
  USER_CANCEL("userCancel"),
  CANCELLED("cancelled"),
  START_FAILED("startFailed"),
  TRANSACTION_RISK_BLOCKED("transactionRiskBlocked");

  private final String wire;

  HintCode(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
