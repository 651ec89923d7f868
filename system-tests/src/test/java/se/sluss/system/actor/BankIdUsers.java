package se.sluss.system.actor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The BankID simulator from its control door: people with an app, and what BankID was asked. */
public final class BankIdUsers {
  private final Door control;

  public BankIdUsers(Door control) {
    this.control = control;
  }

  /** The person opens the app by the order's token, and signs. */
  public void sign(String autoStartToken, String person) {
    control
        .post(
            "/device/autostart", Map.of("autoStartToken", autoStartToken, "personalNumber", person))
        .orFail();
  }

  /** How often the operation was called since BankID's start. */
  public long calls(String operation) {
    return control.get("/calls").orFail().json().path(operation).asLong();
  }

  /** The next call of the operation is carried out, and answered so much later. */
  public void answerLate(String operation, Duration late) {
    control.post("/faults", Map.of("path", operation, "delayMillis", late.toMillis())).orFail();
  }

  /** BankID opens nothing until the faults are taken back. */
  public void maintain() {
    control
        .post(
            "/faults",
            Map.of("path", "sign", "status", 503, "errorCode", "Maintenance", "times", 1_000))
        .orFail();
  }

  /** BankID is as it was before any fault. */
  public void faultless() {
    control.delete("/faults").orFail();
  }

  /** Whether the order's final answer was not given yet. */
  public boolean has(String autoStartToken) {
    JsonNode orders = control.get("/orders").orFail().json();
    return StreamSupport.stream(orders.spliterator(), false)
        .anyMatch(order -> order.path("autoStartToken").asText().equals(autoStartToken));
  }
}
