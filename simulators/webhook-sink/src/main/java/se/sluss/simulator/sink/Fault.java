package se.sluss.simulator.sink;

import org.jspecify.annotations.Nullable;

/**
 * A wrong answer to come.
 *
 * @param status of 200 to 599; when absent, 302 with a redirect and otherwise the usual answer
 * @param times how many deliveries it strikes; 1 when absent
 * @param delayMillis how long the answer waits
 * @param redirectTo the answer's {@code Location}
 */
record Fault(
    String name,
    @Nullable Integer status,
    @Nullable Integer times,
    @Nullable Long delayMillis,
    @Nullable String redirectTo) {
  private static final int FOUND = 302;

  Fault {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("name is missing");
    }
    if (status != null && (status < 200 || status > 599)) {
      throw new IllegalArgumentException("status must lie in 200..599");
    }
    if (times != null && times < 1) {
      throw new IllegalArgumentException("times must be at least 1");
    }
    if (delayMillis != null && delayMillis < 0) {
      throw new IllegalArgumentException("delayMillis must not be negative");
    }
  }

  int strikes() {
    return times == null ? 1 : times;
  }

  int statusOr(int usual) {
    if (status != null) {
      return status;
    }
    return redirectTo == null ? usual : FOUND;
  }

  long delay() {
    return delayMillis == null ? 0 : delayMillis;
  }
}
