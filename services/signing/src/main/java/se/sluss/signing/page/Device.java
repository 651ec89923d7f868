package se.sluss.signing.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.sluss.signing.bankid.UserMessages.Launch;

/** Where the person's BankID is, as a tab of the page shows it. */
public enum Device {
  /** On the device that shows the page. */
  THIS,
  /** On another one, which scans a QR code. */
  OTHER;

  /** Of {@code this} or {@code other}; else where it more likely is. */
  static Device of(@Nullable String text, Browser browser) {
    for (Device device : values()) {
      if (device.wire().equals(text)) {
        return device;
      }
    }
    return browser.isMobile() ? THIS : OTHER;
  }

  /** As in the page's address. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  Launch launch(Browser browser) {
    return switch (this) {
      case OTHER -> Launch.QR;
      case THIS -> browser.isMobile() ? Launch.MOBILE : Launch.COMPUTER;
    };
  }
}
