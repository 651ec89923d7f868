package se.sluss.system.page;

import com.microsoft.playwright.Browser;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.RunningSluss;

/** People in a real browser on the hosted page, and the telephones in their hands. */
abstract class PageTest {
  static final String THIS = "button[value=this]";
  static final String OTHER = "button[value=other]";

  final Vendor vendor;
  final Provider provider;
  private final Door bankId;
  private Chromium chromium;

  PageTest(RunningSluss sluss, String vendorName) {
    vendor = sluss.operator().vendor(vendorName, 1);
    provider = vendor.provider();
    bankId = Door.open(sluss.suite().addresses().bankidControlUri());
  }

  @BeforeAll
  void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  void closeBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  Browser browser() {
    return chromium.browser();
  }

  /** For the provider's own signer. */
  String link(List<Handed> handed) {
    return Links.over(vendor, provider, handed);
  }

  /**
   * What the person's telephone does with the code that it sees; it looks again for a fresh one.
   */
  void scan(Signer signer, String person, String action) {
    scan(signer, person, action, () -> {});
  }

  /** The same; something is done once, between the look at the code and what comes of it. */
  void scan(Signer signer, String person, String action, Runnable between) {
    AtomicBoolean done = new AtomicBoolean();
    Door.eventually(
        () -> {
          String code = signer.scan();
          if (!done.getAndSet(true)) {
            between.run();
          }
          return bankId.post(
              "/device/scan", Map.of("qrText", code, "personalNumber", person, "action", action));
        });
  }

  /** What the person does with the one order that is open in an app. */
  void inTheApp(String person, String action) {
    device("/device/opened", "orderRef", opened(), person, action);
  }

  void device(String door, String by, String what, String person, String action) {
    bankId.post(door, Map.of(by, what, "personalNumber", person, "action", action)).orFail();
  }

  private String opened() {
    for (var order : bankId.get("/app/orders").orFail().json()) {
      if (order.path("opened").asBoolean()) {
        return order.path("orderRef").asText();
      }
    }
    throw new AssertionError("No order is open in an app");
  }
}
