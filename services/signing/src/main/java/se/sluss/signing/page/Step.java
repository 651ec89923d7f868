package se.sluss.signing.page;

import org.jspecify.annotations.Nullable;
import se.sluss.signing.rest.OrderView;

/** What the person does or waits for; a tab shows another page for each. */
public enum Step {
  /** Read, and choose where the BankID is. */
  CHOOSE,
  /** We wait for BankID, or verify. */
  WORKING,
  /** Scan the code. */
  SCAN,
  /** Open the app. */
  OPEN,
  /** Go on in the app. */
  IN_APP,
  /** All is signed. */
  SIGNED,
  /** Nothing was signed; choose what now. */
  ENDED;

  private static final String NO_CLIENT = "noClient";

  /** Of the order that was opened last from the page. */
  static Step of(@Nullable OrderView order, Device device) {
    if (order == null) {
      return CHOOSE;
    }
    return switch (order.status()) {
      case STARTING, OPENING, COLLECTED -> WORKING;
      case PENDING -> order.cancelRequested() ? WORKING : pending(order, device);
      case COMPLETED -> SIGNED;
      case FAILED, CANCELLED -> ENDED;
    };
  }

  private static Step pending(OrderView order, Device device) {
    if (order.qrData() == null) {
      // An app that was not there when the order was opened may yet be started by the link.
      boolean started = !NO_CLIENT.equals(order.hintCode());
      return started || device == Device.OTHER ? IN_APP : OPEN;
    }
    return device == Device.OTHER ? SCAN : OPEN;
  }
}
