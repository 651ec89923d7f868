package se.sluss.signing.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.clock.SharedClock;
import se.sluss.model.id.SubmissionId;
import se.sluss.signing.bankid.QrData;
import se.sluss.signing.bankid.UserMessages;
import se.sluss.signing.order.OrderContent;
import se.sluss.signing.order.OrderStatus;
import se.sluss.signing.order.SigningOrder;

/** Shows orders; the QR data is made at the time of asking, and its secret stays here. */
@ApplicationScoped
public class OrderViews {
  /** An answer that is missing for so long is told. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OrderContent content;
  private final InstantSource clock;

  public OrderViews(OrderContent content, @SharedClock InstantSource clock) {
    this.content = content;
    this.clock = clock;
  }

  /**
   * The order now.
   *
   * @param launch how the signer reaches the app, which some messages depend on
   */
  public OrderView of(SigningOrder order, UserMessages.Launch launch) {
    boolean pending = order.status() == OrderStatus.PENDING && order.session().isPresent();
    OrderContent.@Nullable Session session = pending ? content.session(order) : null;
    return new OrderView(
        order.id(),
        order.status(),
        order.owner().tenantId(),
        order.owner().mode(),
        order.role(),
        order.language().wire(),
        order.parts().submissions(),
        order.part(),
        parts(order),
        message(order, launch),
        pending ? order.hintCode().orElse(null) : null,
        order.reason().orElse(null),
        session == null ? null : session.autoStartToken(),
        session == null ? null : qrData(order, session),
        order.cancelRequested(),
        order.restartOf().orElse(null),
        order.restartedAs().orElse(null),
        order.createdAt(),
        order.openedAt().orElse(null),
        order.finishedAt().orElse(null));
  }

  private static List<OrderView.Part> parts(SigningOrder order) {
    List<OrderView.Part> parts = new ArrayList<>();
    for (List<SubmissionId> submissions : order.parts().each()) {
      int number = parts.size() + 1;
      parts.add(
          new OrderView.Part(
              number,
              partStatus(order, number),
              submissions,
              order.parts().risk(number).orElse(null)));
    }
    return parts;
  }

  private static OrderView.PartStatus partStatus(SigningOrder order, int number) {
    if (number < order.part() || order.status() == OrderStatus.COMPLETED) {
      return OrderView.PartStatus.SIGNED;
    }
    if (order.status().isFinal()) {
      return OrderView.PartStatus.UNSIGNED;
    }
    return number == order.part() ? OrderView.PartStatus.CURRENT : OrderView.PartStatus.WAITING;
  }

  private UserMessages.Message message(SigningOrder order, UserMessages.Launch launch) {
    return switch (order.status()) {
      case STARTING, OPENING -> UserMessages.starting();
      case PENDING ->
          isLeftWithoutAnswer(order)
              ? UserMessages.bankIdAway()
              : UserMessages.pending(order.hintCode().orElse(""), launch);
      case COLLECTED -> UserMessages.verifying();
      case COMPLETED -> UserMessages.completed();
      case FAILED, CANCELLED -> ended(order, launch);
    };
  }

  private boolean isLeftWithoutAnswer(SigningOrder order) {
    return order
        .unansweredSince()
        .filter(since -> since.plus(PATIENCE).isBefore(clock.instant()))
        .isPresent();
  }

  private UserMessages.Message ended(SigningOrder order, UserMessages.Launch launch) {
    String reason = order.reason().orElse("");
    return reason.equals(UserMessages.NO_FITTING_BANKID) && content.isForOnePerson(order)
        ? UserMessages.blockedOrSomebodyElses()
        : UserMessages.ended(reason, launch);
  }

  private @Nullable String qrData(SigningOrder order, OrderContent.Session session) {
    boolean appAwaited = order.hintCode().filter("outstandingTransaction"::equals).isPresent();
    return appAwaited && order.openedAt().isPresent()
        ? QrData.at(
            clock.instant(),
            order.openedAt().get(),
            session.qrStartToken(),
            session.qrStartSecret())
        : null;
  }
}
