package se.sluss.simulator.bankid.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The completionData of a collected signature, in the order and spelling of the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Completion(
    User user,
    Device device,
    @Nullable StepUp stepUp,
    String bankIdIssueDate,
    String signature,
    String ocspResponse,
    @Nullable Risk risk) {

  /** Who signed. */
  public record User(String personalNumber, String name, String givenName, String surname) {}

  /** On what device. */
  public record Device(String ipAddress, String uhi) {}

  /** Whether a passport or identity card was read. */
  public record StepUp(boolean mrtd) {}
}
