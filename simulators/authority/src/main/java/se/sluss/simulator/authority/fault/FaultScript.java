package se.sluss.simulator.authority.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults to come, oldest first; each strikes as often as it was asked to. Calls that none of
 * them strikes are open to chaos, if there is any. Thread-safe.
 */
public final class FaultScript {
  private static final class Armed {
    private final Fault fault;
    private int left;

    private Armed(Fault fault) {
      this.fault = fault;
      this.left = fault.strikes();
    }
  }

  private final List<Armed> armed = new ArrayList<>();
  private @Nullable Chaos chaos;

  public synchronized void add(Fault fault) {
    armed.add(new Armed(fault));
  }

  public synchronized void clear() {
    armed.clear();
  }

  /** From now on calls are struck at random; never again when null. */
  public synchronized void chaos(@Nullable Chaos changed) {
    chaos = changed;
  }

  /** The fault that strikes this client's call, used up by one. */
  public synchronized Optional<Fault> strikeCall(String client) {
    Optional<Fault> armedFault =
        strike(fault -> fault.kind() != FaultKind.TLS_REFUSAL && fault.aims(client));
    return armedFault.isPresent() || chaos == null ? armedFault : chaos.draw(client);
  }

  /** Whether this client's handshake fails; used up by one when it does. */
  public boolean strikeHandshake(String client) {
    return strike(fault -> fault.kind() == FaultKind.TLS_REFUSAL && fault.aims(client)).isPresent();
  }

  private synchronized Optional<Fault> strike(Predicate<Fault> matches) {
    for (Armed candidate : armed) {
      if (matches.test(candidate.fault)) {
        if (--candidate.left == 0) {
          armed.remove(candidate);
        }
        return Optional.of(candidate.fault);
      }
    }
    return Optional.empty();
  }
}
