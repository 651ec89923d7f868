package se.sluss.signing.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.TenantId;
import se.sluss.signing.bankid.UserMessages;
import se.sluss.signing.order.OrderStatus;
import se.sluss.signing.rest.OrderView;

/** Orders as the page sees them. */
final class Views {
  private Views() {}

  static OrderView order(OrderStatus status, @Nullable String qrData, boolean cancelRequested) {
    return order(status, null, qrData, cancelRequested);
  }

  /** One that BankID waits with, no longer for the app. */
  static OrderView hinted(String hintCode) {
    return order(OrderStatus.PENDING, hintCode, null, false);
  }

  private static OrderView order(
      OrderStatus status,
      @Nullable String hintCode,
      @Nullable String qrData,
      boolean cancelRequested) {
    return new OrderView(
        SigningOrderId.next(),
        status,
        TenantId.next(),
        Mode.TEST,
        SignerRole.ANORDNARE,
        "sv",
        List.of(),
        1,
        List.of(),
        new UserMessages.Message("RFA1", "svenska", "English"),
        hintCode,
        null,
        null,
        qrData,
        cancelRequested,
        null,
        null,
        Instant.EPOCH,
        null,
        null);
  }
}
