package se.sluss.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.testsupport.TestPersons;

/** Who gets in by a link, and who goes on when something is in the way. */
@OnRunningSluss
@Order(2)
class SigningLinkE2E {
  private static final String THIS = "button[value=this]";
  private static final String OTHER = "button[value=other]";

  private final RunningSluss sluss;
  private final Vendor vendor;
  private final Provider provider;
  private final Door bankId;
  private Chromium chromium;

  SigningLinkE2E(RunningSluss sluss) {
    this.sluss = sluss;
    vendor = sluss.operator().vendor("Länken", 1);
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

  @Test
  void aProgramThatOpensTheLinkInAWholeBrowserUsesNothingUp() {
    String link = link(vendor.handIn(provider, 1));
    try (Signer scanner = Signer.onComputer(chromium.browser(), null);
        Signer signer = Signer.onPhone(chromium.browser())) {
      scanner.page().navigate(link);
      scanner.page().waitForLoadState(LoadState.NETWORKIDLE);
      scanner.page().reload();
      scanner.page().waitForLoadState(LoadState.NETWORKIDLE);
      assertThat(scanner.look("link").page().url()).isEqualTo(link);

      signer.follow(link).reach("CHOOSE");
    }
  }

  @Test
  void aServerThatIsAwayLeavesThePageAsItIsUntilItIsBack() {
    String link = link(vendor.handIn(provider, 1));
    try (Signer signer = Signer.onComputer(chromium.browser(), null)) {
      signer.follow(link).press(OTHER).reach("SCAN");
      String code = signer.scan();
      AtomicInteger refused = new AtomicInteger();
      Predicate<String> page = url -> url.contains("/signing/");
      signer
          .page()
          .route(
              page,
              route -> {
                refused.incrementAndGet();
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(503)
                        .setContentType("text/html")
                        .setBody("<!doctype html><main id=main><h1>503</h1></main>"));
              });

      bankId
          .post(
              "/device/scan",
              Map.of("qrText", code, "personalNumber", provider.signer(), "action", "cancel"))
          .orFail();
      signer.page().waitForCondition(() -> refused.get() >= 3);
      assertThat(signer.page().getAttribute("main", "data-step")).isEqualTo("SCAN");

      signer.page().unroute(page);
      signer.reach("ENDED");
    }
  }

  @Test
  void whoeverMayNotSignAnyMoreIsToldSoAndFindsTheWayBack() {
    String link = link(vendor.handIn(provider, 1));
    try (Signer signer = Signer.onPhone(chromium.browser())) {
      signer.follow(link).reach("CHOOSE");
      signers("REGISTERED", List.of(TestPersons.FOURTH));
      try {
        signer.press(THIS).page().waitForSelector("main .card");
        assertThat(signer.look("refused").title())
            .isEqualTo("Det gick inte att starta underskriften");
        assertThat(signer.page().locator("a[href='https://vendor.example/done']").count()).isOne();
      } finally {
        signers("VOUCHED", List.of());
      }
      signer.press("text=Tillbaka till underskriften").reach("CHOOSE").press(OTHER).reach("SCAN");
    }
  }

  @Test
  void aLinkWorksInTheFirstBrowserThatGoesOnFromItAlone() {
    String link = link(vendor.handIn(provider, 1));
    try (Signer signer = Signer.onComputer(chromium.browser(), null);
        Signer stranger = Signer.onComputer(chromium.browser(), null)) {
      String address = signer.follow(link).page().url();
      String token = link.substring(link.lastIndexOf('/') + 1);
      assertThat(address).doesNotContain(token);
      signer.follow(link).reach("CHOOSE");

      Response used = stranger.page().navigate(link);
      assertThat(used.status()).isEqualTo(410);
      assertThat(stranger.look("used").title()).isEqualTo("Länken är redan använd");
      assertThat(stranger.page().navigate(address).status()).isEqualTo(410);
      assertThat(sluss.traces().spans())
          .isNotEmpty()
          .noneMatch(received -> received.span().toString().contains(token));
    }
  }

  private String link(List<Handed> handed) {
    return Links.over(vendor, provider, handed);
  }

  private void signers(String rule, List<String> people) {
    Door door = vendor.door(Room.SIGNING).header("Sluss-Tenant", provider.id());
    String tag = door.get("/v1/signers").orFail().header("ETag");
    door.header("If-Match", tag)
        .put("/v1/signers", Map.of("rule", rule, "personalNumbers", people))
        .orFail();
  }
}
