package se.sluss.simulator.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came, in order, and the faults to come. Safe for use by several threads. */
final class Book {
  private static final class Armed {
    private final Fault fault;
    private int left;

    private Armed(Fault fault) {
      this.fault = fault;
      this.left = fault.strikes();
    }
  }

  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<Armed> armed = new ArrayList<>();
  private long last;

  synchronized long nextSequence() {
    return ++last;
  }

  synchronized void enter(Delivery delivery) {
    deliveries.add(delivery);
  }

  /** Of one hook, or of all when the name is empty. */
  synchronized List<Delivery> deliveries(String name) {
    return deliveries.stream()
        .filter(delivery -> name.isEmpty() || delivery.name().equals(name))
        .toList();
  }

  synchronized void forgetDeliveries() {
    deliveries.clear();
  }

  synchronized void arm(Fault fault) {
    armed.add(new Armed(fault));
  }

  /** Of one hook, or of all when the name is empty. */
  synchronized void disarm(String name) {
    armed.removeIf(candidate -> name.isEmpty() || candidate.fault.name().equals(name));
  }

  /** The fault that strikes this hook's next delivery, used up by one. */
  synchronized Optional<Fault> strike(String name) {
    for (Armed candidate : armed) {
      if (candidate.fault.name().equals(name)) {
        if (--candidate.left == 0) {
          armed.remove(candidate);
        }
        return Optional.of(candidate.fault);
      }
    }
    return Optional.empty();
  }
}
