package se.sluss.simulator.bankid.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import se.sluss.simulator.bankid.order.DeviceRefusedException.Reason;
import se.sluss.simulator.bankid.order.Order.Caller;
import se.sluss.simulator.bankid.order.OrderState.Complete;
import se.sluss.simulator.bankid.order.OrderState.Failed;
import se.sluss.simulator.bankid.order.OrderState.Opened;
import se.sluss.simulator.bankid.order.OrderState.Outstanding;
import se.sluss.simulator.bankid.order.SignOrder.Requirement;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.pki.RelyingParty;

class OrderBookTest {
  private static final Caller CALLER = new Caller("one", RelyingParty.SIMULATED);
  private static final Caller OTHER_CALLER = new Caller("two", RelyingParty.SIMULATED);
  private static final Person ANNA = new Person("189001019802", "Anna", "Simulin");
  private static final Person BO = new Person("189001029819", "Bo", "Simulin");
  private static final Completion SIGNED =
      new Completion(
          new Completion.User(ANNA.personalNumber(), ANNA.name(), "Anna", "Simulin"),
          new Completion.Device("192.0.2.1", "uhi"),
          null,
          "2026-10-23",
          "c2ln",
          "b2NzcA==",
          null);

  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final OrderBook orders = new OrderBook(() -> now);

  @Test
  void anOrderNobodyPicksUpFailsAfterThirtySeconds() {
    Order order = create();

    later(29);
    assertThat(collect(order)).containsInstanceOf(Outstanding.class);
    later(1);
    assertThat(hint(order)).isEqualTo(HintCode.START_FAILED);
  }

  @Test
  void anOpenedOrderExpiresThreeMinutesAfterItWasMade() {
    Order order = create();
    later(20);
    orders.open(order, ANNA);

    later(159);
    assertThat(collect(order)).containsInstanceOf(Opened.class);
    later(1);
    assertThat(hint(order)).isEqualTo(HintCode.EXPIRED_TRANSACTION);
  }

  @Test
  void aFinalStateIsHandedOutOnce() {
    Order signed = create();
    orders.complete(signed, ANNA, SIGNED);
    Order declined = create();
    orders.fail(declined, HintCode.USER_CANCEL);

    assertThat(collect(signed)).containsInstanceOf(Complete.class);
    assertThat(collect(signed)).isEmpty();
    assertThat(hint(declined)).isEqualTo(HintCode.USER_CANCEL);
    assertThat(collect(declined)).isEmpty();
  }

  @Test
  void anotherRelyingPartySeesNothingAndTakesNothing() {
    Order order = create();
    orders.complete(order, ANNA, SIGNED);

    assertThat(orders.collect(order.orderRef(), OTHER_CALLER)).isEmpty();
    assertThat(orders.cancel(order.orderRef(), OTHER_CALLER)).isFalse();
    assertThat(collect(order)).containsInstanceOf(Complete.class);
  }

  @Test
  void finalStatesAreForgottenInTheirOwnTime() {
    Order unstarted = create();
    Order signed = create();
    orders.complete(signed, ANNA, SIGNED);
    Order declined = create();
    orders.fail(declined, HintCode.USER_CANCEL);

    later(179);
    assertThat(held()).containsExactly(unstarted, signed, declined);
    later(1);
    assertThat(held()).containsExactly(unstarted, declined);
    assertThat(collect(signed)).isEmpty();
    later(10);
    assertThat(held()).containsExactly(declined);
    assertThat(collect(unstarted)).isEmpty();
    later(110);
    assertThat(collect(declined)).isEmpty();
  }

  @Test
  void aCancelledOrderIsGoneAndCannotBeCancelledAgain() {
    Order order = create();

    assertThat(orders.cancel(order.orderRef(), CALLER)).isTrue();
    assertThat(orders.cancel(order.orderRef(), CALLER)).isFalse();
    assertThat(collect(order)).isEmpty();
    assertRefused(() -> orders.complete(order, ANNA, SIGNED), Reason.NOT_OPEN);
  }

  @Test
  void aFinishedOrderCannotBeCancelledAndStaysCollectable() {
    Order order = create();
    orders.complete(order, ANNA, SIGNED);

    assertThat(orders.cancel(order.orderRef(), CALLER)).isFalse();
    assertThat(collect(order)).containsInstanceOf(Complete.class);
  }

  @Test
  void aSecondOrderOpenedByTheSamePersonCancelsTheFirst() {
    Order first = create();
    Order other = create();
    Order second = create();
    orders.open(first, ANNA);
    orders.open(other, BO);

    orders.open(second, ANNA);

    assertThat(hint(first)).isEqualTo(HintCode.CANCELLED);
    assertThat(collect(other)).containsInstanceOf(Opened.class);
    assertThat(collect(second)).containsInstanceOf(Opened.class);
  }

  @Test
  void onRequestASecondOrderForAPersonIsRefusedAndTheFirstCancelled() {
    orders.refuseSecondOrder(true);
    Order first = orders.create(asked(ANNA.personalNumber()), CALLER).orElseThrow();

    assertThat(orders.create(asked(BO.personalNumber()), CALLER)).isPresent();
    assertThat(orders.create(asked(ANNA.personalNumber()), CALLER)).isEmpty();
    assertThat(hint(first)).isEqualTo(HintCode.CANCELLED);
    assertThat(orders.create(asked(ANNA.personalNumber()), CALLER)).isPresent();
  }

  @Test
  void anAutostartTokenWorksOnce() {
    Order order = create();

    assertThat(orders.autostart(order.autoStartToken())).isSameAs(order);
    assertRefused(() -> orders.autostart(order.autoStartToken()), Reason.TOKEN_USED);
    assertRefused(() -> orders.autostart(order.orderRef()), Reason.NO_SUCH_ORDER);
  }

  @Test
  void aScanIsTakenWithinThreeSecondsOfItsCode() {
    Order order = create();
    later(10);

    assertThat(orders.scan(qr(order, 7))).isSameAs(order);
    assertThat(orders.scan(qr(order, 13))).isSameAs(order);
    assertRefused(() -> orders.scan(qr(order, 6)), Reason.STALE_CODE);
    assertRefused(() -> orders.scan(qr(order, 14)), Reason.STALE_CODE);
  }

  @Test
  void aScanWithAnothersSecretIsRefused() {
    Order order = create();
    Order other = create();
    String forged = QrCode.of(order.qrStartToken(), other.qrStartSecret(), 0).toString();

    assertRefused(() -> orders.scan(forged), Reason.WRONG_CODE);
    assertRefused(() -> orders.scan("bankid"), Reason.WRONG_CODE);
  }

  @Test
  void anOpenedOrderCannotBeScannedAgain() {
    Order order = create();
    orders.open(order, ANNA);

    assertRefused(() -> orders.scan(qr(order, 0)), Reason.NOT_OUTSTANDING);
  }

  private Order create() {
    return orders.create(asked(null), CALLER).orElseThrow();
  }

  private static SignOrder asked(String personalNumber) {
    var requirement = new Requirement(personalNumber, false, List.of(), null);
    return new SignOrder("192.0.2.1", "VGV4dA==", null, null, null, false, requirement);
  }

  private Optional<OrderState> collect(Order order) {
    return orders.collect(order.orderRef(), CALLER);
  }

  private HintCode hint(Order order) {
    return ((Failed) collect(order).orElseThrow()).hint();
  }

  private List<Order> held() {
    return orders.all().stream().map(OrderBook.View::order).toList();
  }

  private static String qr(Order order, long seconds) {
    return QrCode.of(order.qrStartToken(), order.qrStartSecret(), seconds).toString();
  }

  private void later(long seconds) {
    now = now.plusSeconds(seconds);
  }

  private static void assertRefused(ThrowingCallable call, Reason reason) {
    assertThatExceptionOfType(DeviceRefusedException.class)
        .isThrownBy(call)
        .extracting(DeviceRefusedException::reason)
        .isEqualTo(reason);
  }
}
