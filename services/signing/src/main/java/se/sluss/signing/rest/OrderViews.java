package se.sluss.signing.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import se.sluss.signing.bankid.QrData;
import se.sluss.signing.order.OrderContent;
import se.sluss.signing.order.OrderStatus;
import se.sluss.signing.order.SigningOrder;

/** Shows orders; the QR data is made at the time of asking, and its secret stays here. */
@ApplicationScoped
public class OrderViews {
  private final OrderContent content;
  private final InstantSource clock;

  public OrderViews(OrderContent content, InstantSource clock) {
    this.content = content;
    this.clock = clock;
  }

  OrderView of(SigningOrder order) {
    boolean pending = order.status() == OrderStatus.PENDING && order.session().isPresent();
    OrderContent.@Nullable Session session = pending ? content.session(order) : null;
    return new OrderView(
        order.id(),
        order.status(),
        order.owner().tenantId(),
        order.owner().mode(),
        order.role(),
        order.submissionIds(),
        pending ? order.hintCode().orElse(null) : null,
        order.reason().orElse(null),
        session == null ? null : session.autoStartToken(),
        session == null ? null : qrData(order, session),
        order.cancelRequested(),
        order.createdAt(),
        order.finishedAt().orElse(null));
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
