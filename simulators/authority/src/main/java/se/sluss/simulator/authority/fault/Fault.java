package se.sluss.simulator.authority.fault;

import org.jspecify.annotations.Nullable;

/**
 * A fault to come.
 *
 * @param millis how long an answer, or what comes in its place, waits; {@link FaultKind#LATENCY}
 *     needs it
 * @param status of 400 to 599, for {@link FaultKind#HTTP_STATUS}; 503 when absent
 * @param times how many calls or handshakes it strikes; 1 when absent
 * @param clientCn strikes this client only; any when absent
 */
public record Fault(
    FaultKind kind,
    @Nullable Long millis,
    @Nullable Integer status,
    @Nullable Integer times,
    @Nullable String clientCn) {

  public Fault {
    if (kind == null) {
      throw new IllegalArgumentException("kind is missing");
    }
    if (kind == FaultKind.LATENCY && millis == null) {
      throw new IllegalArgumentException("latency needs millis");
    }
    if (millis != null && millis < 0) {
      throw new IllegalArgumentException("millis must not be negative");
    }
    if (status != null && (status < 400 || status > 599)) {
      throw new IllegalArgumentException("status must lie in 400..599");
    }
    if (times != null && times < 1) {
      throw new IllegalArgumentException("times must be at least 1");
    }
  }

  int strikes() {
    return times == null ? 1 : times;
  }

  boolean aims(String client) {
    return clientCn == null || clientCn.equals(client);
  }

  public long delayMillis() {
    return millis == null ? 0 : millis;
  }

  public int statusOrDefault() {
    return status == null ? 503 : status;
  }
}
