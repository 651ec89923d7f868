package se.sluss.signing.page;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The person's browser, as far as it decides how the BankID app is reached and how the person comes
 * back. What it says of itself decides nothing else.
 *
 * @param userAgent as it calls itself; may be empty
 */
record Browser(String userAgent) {
  private static final String APP_LINK = "https://app.bankid.com/";
  private static final String APP_SCHEME = "bankid:///";

  /** On iOS an https address opens in Safari; other browsers are brought to the front by these. */
  private static final Map<String, String> FRONT_ON_IOS =
      Map.of(
          "CriOS/", "googlechrome://",
          "FxiOS/", "firefox://",
          "EdgiOS/", "microsoft-edge-https://",
          "OPT/", "touch-https://");

  /** Whether it runs on a telephone or tablet. An iPad that says that it is a Mac is not seen. */
  boolean isMobile() {
    return isIos() || userAgent.contains("Android");
  }

  /**
   * What opens the BankID app with an order.
   *
   * @param simulator opened instead of the app, if there is one
   */
  String launchLink(String autoStartToken, Optional<URI> simulator) {
    return simulator.map(URI::toString).orElseGet(this::app)
        + "?autostarttoken="
        + autoStartToken
        + "&redirect=null";
  }

  /** Where the app leads back to; empty where the person comes back to the same tab by itself. */
  Optional<String> returnUrl(String page, Optional<URI> simulator) {
    if (simulator.isPresent()) {
      return Optional.of(page);
    }
    if (!isIos()) {
      return Optional.empty();
    }
    // The fragment keeps Safari from opening another tab.
    return Optional.of(
        FRONT_ON_IOS.entrySet().stream()
            .filter(entry -> userAgent.contains(entry.getKey()))
            .map(entry -> front(entry.getValue(), page))
            .findFirst()
            .orElse(page + "#back"));
  }

  private static String front(String scheme, String page) {
    return scheme.endsWith("-https://") && page.startsWith("https://")
        ? scheme + page.substring("https://".length())
        : scheme;
  }

  private String app() {
    boolean takesAppLink =
        isIos()
            || userAgent.contains("Android")
                && userAgent.contains("Chrome/")
                && !isOtherOnAndroid();
    return takesAppLink ? APP_LINK : APP_SCHEME;
  }

  private boolean isOtherOnAndroid() {
    String lower = userAgent.toLowerCase(Locale.ROOT);
    return lower.contains("samsungbrowser/")
        || lower.contains("opr/")
        || lower.contains("firefox/");
  }

  private boolean isIos() {
    return userAgent.contains("iPhone") || userAgent.contains("iPad") || userAgent.contains("iPod");
  }
}
