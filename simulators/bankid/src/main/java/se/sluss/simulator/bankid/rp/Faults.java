package se.sluss.simulator.bankid.rp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mishaps in store for the next calls, in the order in which they were given. */
public final class Faults {
  private final List<Pending> pending = new ArrayList<>();

  /**
   * What happens to a call.
   *
   * @param status answered instead of doing anything; none means that the call is carried out
   * @param errorCode goes with the status
   * @param delayMillis how late the answer comes
   * @param drop the call is carried out and the connection closed without an answer
   */
  public record Fault(
      @Nullable Integer status, @Nullable String errorCode, long delayMillis, boolean drop) {}

  private static final class Pending {
    private final String path;
    private final Fault fault;
    private int left;

    private Pending(String path, Fault fault, int left) {
      this.path = path;
      this.fault = fault;
      this.left = left;
    }
  }

  /** The next {@code times} calls of the path ({@code sign}, {@code collect}, {@code cancel}). */
  public synchronized void add(String path, Fault fault, int times) {
    pending.add(new Pending(path, fault, times));
  }

  /** Forgets everything in store. */
  public synchronized void clear() {
    pending.clear();
  }

  synchronized Optional<Fault> take(String path) {
    pending.removeIf(one -> one.left <= 0);
    Optional<Pending> next = pending.stream().filter(one -> one.path.equals(path)).findFirst();
    next.ifPresent(one -> one.left--);
    return next.map(one -> one.fault);
  }
}
