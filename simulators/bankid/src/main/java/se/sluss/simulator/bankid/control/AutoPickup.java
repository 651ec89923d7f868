package se.sluss.simulator.bankid.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import se.sluss.simulator.bankid.order.Device;
import se.sluss.simulator.bankid.order.Device.Manner;
import se.sluss.simulator.bankid.order.DeviceRefusedException;
import se.sluss.simulator.bankid.order.HintCode;
import se.sluss.simulator.bankid.order.Order;
import se.sluss.simulator.bankid.order.OrderBook;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.signature.BankIdSignatures;

/**
 * Picks up, while switched on, every new order that names its person, and lets that person do what
 * the script says. Off from the start.
 */
public final class AutoPickup implements AutoCloseable {
  private static final Logger LOG = System.getLogger(AutoPickup.class.getName());

  private final OrderBook orders;
  private final Device device;
  private final People people;
  private final Script script;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Setting setting = new Setting(false, 0);

  /** Whether orders are picked up, and how long after they were made. */
  public record Setting(boolean enabled, long delayMillis) {}

  public AutoPickup(OrderBook orders, Device device, People people, Script script) {
    this.orders = orders;
    this.device = device;
    this.people = people;
    this.script = script;
  }

  public void set(Setting next) {
    setting = next;
  }

  public Setting setting() {
    return setting;
  }

  /** Considers a new order; returns at once. */
  public void consider(Order order) {
    Setting current = setting;
    String personalNumber = order.asked().requirement().personalNumber();
    if (!current.enabled() || personalNumber == null) {
      return;
    }
    Script.Scene scene = script.next(personalNumber);
    threads.execute(() -> pickUp(order, people.find(personalNumber), scene, current));
  }

  private void pickUp(Order order, Person person, Script.Scene scene, Setting current) {
    try {
      Thread.sleep(Duration.ofMillis(current.delayMillis()));
      play(order, person, scene);
    } catch (DeviceRefusedException e) {
      LOG.log(
          Level.INFO, "order not picked up orderRef={0} reason={1}", order.orderRef(), e.reason());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play(Order order, Person person, Script.Scene scene) {
    Manner manner = new Manner(scene.risk(), scene.deviations(), false);
    switch (scene.behaviour()) {
      case SIGN -> device.sign(order, person, manner);
      case OPEN -> device.open(order, person);
      case CANCEL -> device.decline(order);
      case NEVER_START -> {}
      case WRONG_PERSON -> {
        Person other = people.find(BankIdSignatures.otherThan(person).personalNumber());
        device.sign(order, other, new Manner(scene.risk(), scene.deviations(), true));
      }
      case CERTIFICATE_ERROR -> orders.fail(order, HintCode.CERTIFICATE_ERR);
      case RISK_BLOCKED -> orders.fail(order, HintCode.TRANSACTION_RISK_BLOCKED);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
