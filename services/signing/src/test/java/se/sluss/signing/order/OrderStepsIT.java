package se.sluss.signing.order;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.signing.order.StepsInHand.await;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.id.SubmissionId;
import se.sluss.signing.SigningTest;
import se.sluss.signing.bankid.BankId;
import se.sluss.testsupport.Eventually;

/** What becomes of an order by what BankID says, and by what its owner wants meanwhile. */
@SigningTest
class OrderStepsIT {
  @Inject StepsInHand hand;

  @Test
  void whatWasCancelledWhileBankIdWasAwayIsNotOpenedWhenItIsBack() {
    SigningOrder order = hand.order(List.of(2));
    OrderSteps steps = hand.of(order, () -> {});
    hand.bankId.onSign =
        () -> {
          order.requestCancel(hand.clock.instant());
          return new BankId.Start.NotOpened("maintenance");
        };
    steps.takeDue();
    await(order, OrderStatus.STARTING);

    steps.takeDue();

    await(order, OrderStatus.CANCELLED);
    assertThat(hand.bankId.signs).hasValue(1);
    assertTold("cancelled", hand.submissions);
  }

  @Test
  void whatWasCancelledWhileAPartWasJudgedHasItsNextPartNeverOpened() {
    SigningOrder order = hand.order(List.of(1, 1));
    OrderSteps steps =
        hand.of(
            order,
            () -> {
              order.requestCancel(hand.clock.instant());
              order.partCompleted(Optional.empty(), hand.clock.instant());
            });
    steps.takeDue();
    hand.done(2);
    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    steps.takeDue();
    await(order, OrderStatus.STARTING);

    steps.takeDue();

    await(order, OrderStatus.CANCELLED);
    assertThat(hand.bankId.signs).hasValue(1);
    assertTold("cancelled", List.of(hand.submissions.getLast()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alreadyInProgress",
        "invalidParameters",
        "unauthorized",
        "notFound",
        "methodNotAllowed",
        "requestTimeout",
        "unsupportedMediaType",
        "internalError",
        "madeUpTomorrow"
      })
  void whatBankIdRefusesToOpenEndsTheOrderWithBankIdsReason(String code) {
    SigningOrder order = hand.order(List.of(2));
    hand.bankId.onSign = () -> new BankId.Start.Refused(code);

    hand.of(order, () -> {}).takeDue();

    assertFailed(order, code);
  }

  @Test
  void whatNobodyKnowsToBeOpenIsNotAskedForAgain() {
    SigningOrder order = hand.order(List.of(2));
    hand.bankId.onSign = () -> new BankId.Start.Unknown("noAnswer");

    hand.of(order, () -> {}).takeDue();

    assertFailed(order, "startUnknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expiredTransaction",
        "certificateErr",
        "userCancel",
        "cancelled",
        "startFailed",
        "userDeclinedCall",
        "notSupportedByUserApp",
        "transactionRiskBlocked",
        "madeUpTomorrow"
      })
  void whatBankIdEndsEndsTheOrderWithBankIdsReason(String hint) {
    SigningOrder order = pending();
    hand.bankId.onCollect = () -> new BankId.Collected.Failed(hint);

    hand.of(order, () -> {}).takeDue();

    assertFailed(order, hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "outstandingTransaction",
        "noClient",
        "started",
        "userMrtd",
        "userCallConfirm",
        "userSign",
        "processing",
        "madeUpTomorrow"
      })
  void whileBankIdWaitsTheOrderWaitsAndSaysForWhat(String hint) {
    SigningOrder order = pending();
    hand.bankId.onCollect = () -> new BankId.Collected.Pending(hint);

    hand.of(order, () -> {}).takeDue();

    hand.done(4);
    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    assertThat(order.hintCode()).contains(hint);
    assertThat(hand.told).isEmpty();
  }

  @Test
  void anOrderIsTriedToBeOpenedForTwentySecondsWhileBankIdIsAway() {
    SigningOrder order = hand.order(List.of(2));
    OrderSteps steps = hand.of(order, () -> {});
    hand.bankId.onSign = () -> new BankId.Start.NotOpened("notReached");

    hand.ahead = Duration.ofSeconds(15);
    steps.takeDue();
    await(order, OrderStatus.STARTING);

    hand.ahead = Duration.ofSeconds(21);
    steps.takeDue();
    assertFailed(order, "notReached");
    assertThat(hand.bankId.signs).hasValue(2);
  }

  @Test
  void anOrderThatBankIdNeverEndsEndsOnceNobodyCanHaveItsAnswerAnyMore() {
    SigningOrder order = pending();
    hand.bankId.onCollect = () -> new BankId.Collected.Pending("userSign");

    assertGoesOn(order, Duration.ofMinutes(6));

    hand.ahead = Duration.ofSeconds(391);
    hand.of(order, () -> {}).takeDue();
    assertFailed(order, "expiredTransaction");
  }

  @Test
  void anOrderOfWhichBankIdSaysNothingMoreHasLostItsAnswerOnceBankIdHasItNoMore() {
    SigningOrder order = pending();
    hand.bankId.onCollect = () -> new BankId.Collected.Unavailable("noAnswer");

    assertGoesOn(order, Duration.ofMinutes(6));
    assertThat(order.unansweredSince()).isPresent();

    hand.ahead = Duration.ofSeconds(391);
    hand.of(order, () -> {}).takeDue();
    assertFailed(order, "answerLost");
  }

  @Test
  void whatIsStoppedWhileBankIdSaysNothingIsStoppedOnceNobodyCanSignItAnyMore() {
    SigningOrder order = pending();
    order.requestCancel(hand.clock.instant());
    hand.bankId.onCancel = () -> false;
    hand.bankId.onCollect = () -> new BankId.Collected.Unavailable("noAnswer");

    assertGoesOn(order, Duration.ofMinutes(3));

    hand.ahead = Duration.ofSeconds(201);
    hand.of(order, () -> {}).takeDue();
    await(order, OrderStatus.CANCELLED);
  }

  @Test
  void howLongBankIdHasSaidNothingIsForgottenOnceItAnswers() {
    SigningOrder order = pending();
    hand.bankId.onCollect = () -> new BankId.Collected.Unavailable("noAnswer");
    assertGoesOn(order, Duration.ZERO);
    Optional<Instant> since = order.unansweredSince();
    assertGoesOn(order, Duration.ofSeconds(20));
    assertThat(order.unansweredSince()).isPresent().isEqualTo(since);

    hand.bankId.onCollect = () -> new BankId.Collected.Pending("userSign");
    assertGoesOn(order, Duration.ofSeconds(30));

    assertThat(order.unansweredSince()).isEmpty();
  }

  /** One more step, so long after the first. */
  private void assertGoesOn(SigningOrder order, Duration ahead) {
    int before = hand.store.done.get();
    hand.ahead = ahead;
    hand.of(order, () -> {}).takeDue();
    hand.done(before + 2);
    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    assertThat(hand.told).isEmpty();
  }

  private SigningOrder pending() {
    SigningOrder order = hand.order(List.of(2));
    hand.of(order, () -> {}).takeDue();
    hand.done(2);
    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    return order;
  }

  private void assertFailed(SigningOrder order, String reason) {
    await(order, OrderStatus.FAILED);
    Eventually.holds(() -> assertThat(order.reason()).contains(reason));
    assertTold(reason, hand.submissions);
  }

  /** The order has its state before the event is there. */
  private void assertTold(String reason, List<SubmissionId> submissions) {
    Eventually.holds(() -> assertThat(hand.told).hasSize(1));
    assertEnded(hand.told.getFirst(), reason, submissions);
  }

  private static void assertEnded(DomainEvent event, String reason, List<SubmissionId> unsigned) {
    assertThat(event)
        .isInstanceOfSatisfying(
            SigningOrderFailed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(reason);
              assertThat(failed.submissionIds()).isEqualTo(unsigned);
            });
  }
}
