package se.sluss.signing.order;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.signing.order.StepsInHand.COMPLETE;
import static se.sluss.signing.order.StepsInHand.await;
import static se.sluss.signing.order.StepsInHand.opened;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.signing.SigningTest;
import se.sluss.signing.bankid.BankId;
import se.sluss.signing.bankid.BankIdConfig;
import se.sluss.signing.bankid.Deadline;
import se.sluss.testsupport.Eventually;

/** Workers that were stopped for longer than their lease, and a database that is away. */
@SigningTest
class LateStepsIT {
  @Inject StepsInHand hand;
  @Inject BankIdConfig bankIdConfig;

  @Test
  void theFinalAnswerOutlivesADatabaseThatIsAwayForAMoment() {
    SigningOrder order = hand.order(List.of(2));
    OrderSteps steps =
        hand.of(order, () -> order.partCompleted(Optional.empty(), hand.clock.instant()));
    steps.takeDue();
    awaitOpened(order);
    hand.bankId.onCollect =
        () -> {
          hand.store.failures.set(2);
          return COMPLETE;
        };

    steps.takeDue();

    await(order, OrderStatus.COMPLETED);
    assertThat(hand.store.failures).hasValue(0);
    assertThat(hand.bankId.collects).hasValue(1);
  }

  @Test
  void theFinalAnswerOutlivesADatabaseThatIsAwayForLongerThanTheLease() {
    SigningOrder order = hand.order(List.of(2));
    OrderSteps steps =
        hand.of(order, () -> order.partCompleted(Optional.empty(), hand.clock.instant()));
    steps.takeDue();
    awaitOpened(order);
    hand.bankId.onCollect =
        () -> {
          hand.store.failures.set(2);
          return COMPLETE;
        };
    hand.store.onFailure = () -> hand.ahead = Duration.ofMinutes(2);

    steps.takeDue();

    await(order, OrderStatus.COMPLETED);
    assertThat(hand.store.failures).hasValue(0);
  }

  @Test
  void whatIsOpenedAfterAnotherHasGivenTheOrderUpIsCancelledAtBankId() {
    SigningOrder order = hand.order(List.of(2));
    hand.bankId.onSign =
        () -> {
          order.failed("startUnknown", hand.clock.instant());
          return opened();
        };

    hand.of(order, () -> {}).takeDue();

    Eventually.holds(() -> assertThat(hand.bankId.cancelled).containsExactly("ref"));
    assertThat(order.status()).isEqualTo(OrderStatus.FAILED);
    assertThat(hand.told).isEmpty();
  }

  @Test
  void whatIsOpenedAndCannotBeKeptIsCancelledAtBankId() {
    SigningOrder order = hand.order(List.of(2));
    hand.bankId.onSign =
        () -> {
          hand.store.failures.set(1);
          hand.store.failure = new IllegalStateException("the row cannot be written");
          return opened();
        };

    hand.of(order, () -> {}).takeDue();

    Eventually.holds(() -> assertThat(hand.bankId.cancelled).containsExactly("ref"));
  }

  @Test
  void anOrderThatIsKeptIsLeftOpenThoughTheDatabasesAnswerGotLost() {
    SigningOrder order = hand.order(List.of(2));
    hand.bankId.onSign =
        () -> {
          hand.store.answersLost.set(1);
          return opened();
        };

    hand.of(order, () -> {}).takeDue();

    // Taken, kept, found kept by the second try, and looked at.
    hand.done(4);
    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    assertThat(hand.bankId.cancelled).isEmpty();
  }

  @Test
  void bankIdIsAskedSoEarlyThatItsAnswerIsHereBeforeTheLeaseEnds() {
    OrderSteps steps = hand.of(hand.order(List.of(2)), () -> {});

    steps.takeDue();

    long taken = System.nanoTime();
    Eventually.holds(() -> assertThat(hand.bankId.deadline).isNotNull());
    Duration lease =
        bankIdConfig
            .connectTimeout()
            .plus(bankIdConfig.readTimeout())
            .multipliedBy(2)
            .plusSeconds(5);
    assertThat(Duration.ofNanos(hand.bankId.deadline.nanoTime() - taken))
        .isPositive()
        .isLessThan(lease.minus(bankIdConfig.readTimeout()).minusSeconds(4));
  }

  @Test
  void whoeverFindsTheOrderGoneLeavesItToTheOneWhoHasItsAnswer() {
    SigningOrder order = hand.order(List.of(2));
    OrderSteps steps = hand.of(order, () -> {});
    steps.takeDue();
    awaitOpened(order);
    hand.bankId.onCollect =
        () -> {
          order.collected(SealedBytes.of(new byte[] {1}), hand.clock.instant());
          return new BankId.Collected.Gone();
        };

    steps.takeDue();

    hand.done(4);
    assertThat(order.status()).isEqualTo(OrderStatus.COLLECTED);
    assertThat(hand.told).isEmpty();
  }

  @Test
  void theFinalAnswerOutlivesAWorkerWhoFindsTheOrderGoneBeforeItIsStored() {
    SigningOrder order = hand.order(List.of(2));
    Runnable judged = () -> order.partCompleted(Optional.empty(), hand.clock.instant());
    OrderSteps holder = hand.of(order, judged);
    holder.takeDue();
    awaitOpened(order);
    var stored = new CountDownLatch(1);
    var held = new CountDownLatch(1);
    hand.bankId.onCollect =
        () -> {
          held.countDown();
          return whenever(stored);
        };
    holder.takeDue();
    reached(held);
    hand.bankId.onCollect = BankId.Collected.Gone::new;
    int before = hand.done(3);

    hand.of(order, judged).takeDue();

    hand.done(before + 2);
    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    assertThat(hand.told).isEmpty();
    stored.countDown();
    await(order, OrderStatus.COMPLETED);
  }

  @Test
  void anAnswerThatNobodyStoresIsLostOnceTheOrderIsFoundGoneTwice() {
    SigningOrder order = hand.order(List.of(2));
    hand.of(order, () -> {}).takeDue();
    int before = hand.done(2);
    order.take(heldByAnother());
    hand.bankId.onCollect = BankId.Collected.Gone::new;

    hand.of(order, () -> {}).takeDue();
    hand.done(before + 2);
    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    hand.of(order, () -> {}).takeDue();

    await(order, OrderStatus.FAILED);
    Eventually.holds(() -> assertThat(order.reason()).contains("answerLost"));
  }

  @Test
  void whatALateWorkerIsToldLeavesTheOrderToWhoeverHasTakenItSince() {
    int before = 0;
    for (BankId.Collected told :
        List.of(new BankId.Collected.Gone(), new BankId.Collected.Pending("userSign"))) {
      SigningOrder order = hand.order(List.of(2));
      OrderSteps steps = hand.of(order, () -> {});
      steps.takeDue();
      before = hand.done(before + 2);
      hand.bankId.onCollect =
          () -> {
            order.take(heldByAnother());
            return told;
          };

      steps.takeDue();

      // Taken, and found taken by another.
      before = hand.done(before + 2);
      assertThat(order.status()).as(told.toString()).isEqualTo(OrderStatus.PENDING);
      assertThat(order.hintCode()).contains("outstandingTransaction");
      assertThat(order.take(heldByAnother()).answerMissing()).isTrue();
      assertThat(hand.told).isEmpty();
    }
  }

  private Lease heldByAnother() {
    Instant end = hand.clock.instant().plusSeconds(60);
    return new Lease(end, Deadline.in(Duration.ofSeconds(30)), end);
  }

  @Test
  void aProcessThatIsToldToEndStoresTheFinalAnswerThatIsOnItsWay() throws InterruptedException {
    SigningOrder order = hand.order(List.of(2));
    OrderSteps steps =
        hand.of(order, () -> order.partCompleted(Optional.empty(), hand.clock.instant()));
    steps.takeDue();
    awaitOpened(order);
    var asked = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    hand.bankId.onCollect =
        () -> {
          asked.countDown();
          return whenever(answered);
        };
    steps.takeDue();
    asked.await();

    var atTheEnd = new CompletableFuture<OrderStatus>();
    Thread ending =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    assertThat(steps.finish()).isTrue();
                    atTheEnd.complete(order.status());
                  } catch (Throwable e) {
                    atTheEnd.completeExceptionally(e);
                  }
                });
    Eventually.holds(
        () ->
            assertThat(ending.getState())
                .isIn(Thread.State.TIMED_WAITING, Thread.State.TERMINATED));
    answered.countDown();

    assertThat(atTheEnd.join()).isEqualTo(OrderStatus.COMPLETED);
  }

  /** Waits until an order's first step is over: it is taken, and kept as opened. */
  private void awaitOpened(SigningOrder order) {
    hand.done(2);
    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
  }

  private static BankId.Collected whenever(CountDownLatch answered) {
    reached(answered);
    return COMPLETE;
  }

  private static void reached(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
