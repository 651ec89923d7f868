package se.sluss.simulator.bankid.control;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.order.Risk;
import se.sluss.simulator.bankid.signature.Deviation;

/** How the next automatic pick-ups go, in the order given; after that everybody signs. */
public final class Script {
  private static final Scene SIGNING =
      new Scene(Behaviour.SIGN, Risk.LOW, EnumSet.noneOf(Deviation.class));

  private final List<Pending> pending = new ArrayList<>();

  /** One pick-up; risk and deviations matter when it is signed. */
  public record Scene(Behaviour behaviour, Risk risk, Set<Deviation> deviations) {
    public Scene {
      deviations = Set.copyOf(deviations);
    }
  }

  private static final class Pending {
    private final @Nullable String personalNumber;
    private final Scene scene;
    private int left;

    private Pending(@Nullable String personalNumber, Scene scene, int left) {
      this.personalNumber = personalNumber;
      this.scene = scene;
      this.left = left;
    }

    private boolean concerns(String person) {
      return personalNumber == null || personalNumber.equals(person);
    }
  }

  /** The next {@code times} orders, of that person or, without one, of anybody. */
  public synchronized void add(@Nullable String personalNumber, Scene scene, int times) {
    pending.add(new Pending(personalNumber, scene, times));
  }

  /** Forgets everything in store. */
  public synchronized void clear() {
    pending.clear();
  }

  synchronized Scene next(String personalNumber) {
    pending.removeIf(one -> one.left <= 0);
    for (Pending one : pending) {
      if (one.concerns(personalNumber)) {
        one.left--;
        return one.scene;
      }
    }
    return SIGNING;
  }
}
