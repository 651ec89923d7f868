package se.sluss.simulator.bankid.order;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.order.DeviceRefusedException.Reason;
import se.sluss.simulator.bankid.order.Order.Caller;
import se.sluss.simulator.bankid.order.OrderState.Complete;
import se.sluss.simulator.bankid.order.OrderState.Failed;
import se.sluss.simulator.bankid.order.OrderState.Opened;
import se.sluss.simulator.bankid.order.OrderState.Outstanding;
import se.sluss.simulator.bankid.pki.Person;

/**
 * Every order that can still be collected. The limits of time take effect whenever an order is
 * looked at; one lock guards the book and its orders, and nothing slow happens under it.
 */
public final class OrderBook {
  private static final long QR_TOLERANCE_SECONDS = 3;

  private final InstantSource time;
  private final Map<String, Order> orders = new LinkedHashMap<>();
  private boolean oneOrderPerPerson;

  public OrderBook(InstantSource time) {
    this.time = time;
  }

  /** An order as it stands at one moment. */
  public record View(Order order, OrderState state) {}

  /**
   * Whether an order for a person who has one open already is refused, and the open one cancelled.
   * Off from the start: the second order then cancels the first when the person opens it.
   */
  public synchronized void refuseSecondOrder(boolean refuse) {
    oneOrderPerPerson = refuse;
  }

  /** Makes an order; empty when the person has one open and that is refused. */
  public synchronized Optional<Order> create(SignOrder asked, Caller caller) {
    Instant now = time.instant();
    orders.values().forEach(one -> one.settle(now));
    orders.values().removeIf(one -> one.forgotten(now));
    String person = asked.requirement().personalNumber();
    if (oneOrderPerPerson && person != null && cancelPending(one -> one.concerns(person), now)) {
      return Optional.empty();
    }
    Order order = new Order(asked, caller, now);
    orders.put(order.orderRef(), order);
    return Optional.of(order);
  }

  /**
   * The order's state for the relying party that made it; a final state is handed out once. Empty
   * for an order that is unknown, consumed, too old or another's.
   */
  public synchronized Optional<OrderState> collect(String orderRef, Caller caller) {
    Order order = find(orderRef, caller);
    if (order == null) {
      return Optional.empty();
    }
    if (!order.state().pending()) {
      orders.remove(orderRef);
    }
    return Optional.of(order.state());
  }

  /** Drops a pending order; false when the caller has no such pending order. */
  public synchronized boolean cancel(String orderRef, Caller caller) {
    Order order = find(orderRef, caller);
    if (order == null || !order.state().pending()) {
      return false;
    }
    orders.remove(orderRef);
    return true;
  }

  /** The outstanding order that an app was started with; the token is used up. */
  public synchronized Order autostart(String token) {
    Order order = require(one -> one.autoStartToken().equals(token));
    if (!order.takeAutoStartToken()) {
      throw new DeviceRefusedException(Reason.TOKEN_USED);
    }
    return outstanding(order);
  }

  /** The outstanding order whose QR code was scanned within the tolerance of its second. */
  public synchronized Order scan(String qrText) {
    QrCode code =
        QrCode.parse(qrText).orElseThrow(() -> new DeviceRefusedException(Reason.WRONG_CODE));
    Order order = require(one -> one.qrStartToken().equals(code.startToken()));
    if (!code.isMadeWith(order.qrStartSecret())) {
      throw new DeviceRefusedException(Reason.WRONG_CODE);
    }
    long elapsed = Duration.between(order.createdAt(), time.instant()).toSeconds();
    if (Math.abs(elapsed - code.seconds()) > QR_TOLERANCE_SECONDS) {
      throw new DeviceRefusedException(Reason.STALE_CODE);
    }
    return outstanding(order);
  }

  /** A pending order by its reference, for devices that need no token. */
  public synchronized Order pending(String orderRef) {
    Order order = require(one -> one.orderRef().equals(orderRef));
    if (!order.state().pending()) {
      throw new DeviceRefusedException(Reason.NOT_OPEN);
    }
    return order;
  }

  /** Opens a pending order in the person's app and cancels what was open there before. */
  public synchronized void open(Order order, Person person) {
    requirePending(order);
    cancelOthers(order, person);
    order.become(new Opened(person));
  }

  /** Ends a pending order with a signature by the person, whose other open orders are cancelled. */
  public synchronized void complete(Order order, Person person, Completion completion) {
    requirePending(order);
    cancelOthers(order, person);
    order.become(new Complete(completion, time.instant()));
  }

  /** Ends a pending order without a signature. */
  public synchronized void fail(Order order, HintCode hint) {
    requirePending(order);
    order.become(new Failed(hint, time.instant()));
  }

  /** All orders, oldest first. */
  public synchronized List<View> all() {
    Instant now = time.instant();
    orders.values().forEach(one -> one.settle(now));
    orders.values().removeIf(one -> one.forgotten(now));
    return orders.values().stream().map(one -> new View(one, one.state())).toList();
  }

  private void cancelOthers(Order order, Person person) {
    cancelPending(
        other -> other != order && other.openedBy(person.personalNumber()), time.instant());
  }

  private boolean cancelPending(Predicate<Order> which, Instant now) {
    List<Order> found =
        orders.values().stream().filter(one -> one.state().pending()).filter(which).toList();
    found.forEach(one -> one.become(new Failed(HintCode.CANCELLED, now)));
    return !found.isEmpty();
  }

  private @Nullable Order find(String orderRef, Caller caller) {
    Instant now = time.instant();
    Order order = orders.get(orderRef);
    if (order == null) {
      return null;
    }
    order.settle(now);
    if (order.forgotten(now)) {
      orders.remove(orderRef);
      return null;
    }
    String fingerprint = order.caller().certificateFingerprint();
    return fingerprint.equals(caller.certificateFingerprint()) ? order : null;
  }

  private Order require(Predicate<Order> which) {
    Order order =
        orders.values().stream()
            .filter(which)
            .findFirst()
            .orElseThrow(() -> new DeviceRefusedException(Reason.NO_SUCH_ORDER));
    order.settle(time.instant());
    return order;
  }

  private void requirePending(Order order) {
    order.settle(time.instant());
    if (!orders.containsKey(order.orderRef()) || !order.state().pending()) {
      throw new DeviceRefusedException(Reason.NOT_OPEN);
    }
  }

  private static Order outstanding(Order order) {
    if (!(order.state() instanceof Outstanding)) {
      throw new DeviceRefusedException(Reason.NOT_OUTSTANDING);
    }
    return order;
  }
}
