package se.sluss.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Door;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.testsupport.TestPersons;

/** Who gets in by a link, and who goes on when something is in the way. */
@OnRunningSluss
@Order(2)
class SigningLinkE2E extends PageTest {
  private static final Page.WaitForSelectorOptions WITHIN_A_MINUTE =
      new Page.WaitForSelectorOptions().setTimeout(60_000);

  private final RunningSluss sluss;

  SigningLinkE2E(RunningSluss sluss) {
    super(sluss, "Länken");
    this.sluss = sluss;
  }

  @Test
  void aProgramThatOpensTheLinkInAWholeBrowserUsesNothingUp() {
    String link = link(vendor.handIn(provider, 1));
    try (Signer scanner = Signer.onComputer(browser(), null);
        Signer signer = Signer.onPhone(browser())) {
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
    try (Signer signer = Signer.onComputer(browser(), null)) {
      signer.follow(link).press(OTHER).reach("SCAN");
      AtomicInteger refused = new AtomicInteger();
      Predicate<String> page = url -> url.contains("/signing/");
      Consumer<Route> away =
          route -> {
            refused.incrementAndGet();
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(503)
                    .setContentType("text/html")
                    .setBody("<!doctype html><main id=main><h1>503</h1></main>"));
          };
      scan(signer, provider.signer(), "cancel", () -> signer.page().route(page, away));
      signer.page().waitForCondition(() -> refused.get() >= 3);
      assertThat(signer.page().getAttribute("main", "data-step")).isEqualTo("SCAN");

      signer.page().unroute(page);
      signer.reach("ENDED");
    }
  }

  @Test
  void aNewCodeThatIsRefusedIsNotAskedForAgainAndAgain() {
    String link = link(vendor.handIn(provider, 1));
    try (Signer signer = Signer.onComputer(browser(), null)) {
      signer.follow(link).press(OTHER).reach("SCAN");
      AtomicInteger asked = new AtomicInteger();
      signer
          .page()
          .route(
              url -> url.endsWith("/order"),
              route -> {
                asked.incrementAndGet();
                route.fulfill(new Route.FulfillOptions().setStatus(409));
              });

      signer.page().waitForSelector("main[data-step=ENDED]", WITHIN_A_MINUTE);
      signer.look("code-not-renewed");
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void whoeverMayNotSignAnyMoreIsToldSoAndFindsTheWayBack() {
    String link = link(vendor.handIn(provider, 1));
    try (Signer signer = Signer.onPhone(browser())) {
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
    try (Signer signer = Signer.onComputer(browser(), null);
        Signer stranger = Signer.onComputer(browser(), null)) {
      String address = signer.follow(link).page().url();
      String token = link.substring(link.lastIndexOf('/') + 1);
      assertThat(address).doesNotContain(token);
      signer.follow(link).reach("CHOOSE");

      Response used = stranger.page().navigate(link);
      assertThat(used.status()).isEqualTo(410);
      assertThat(stranger.look("used").title()).isEqualTo("Länken är redan använd");
      assertThat(stranger.page().navigate(address).status()).isEqualTo(410);
      long opened = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
      signersDoor().get("/v1/signers").orFail();
      Door.await(
          () ->
              assertThat(sluss.traces().spans())
                  .as("what the room sends after what it would have sent of the links")
                  .filteredOn(received -> received.service().equals(Room.SIGNING.roomName()))
                  .anyMatch(received -> received.span().getStartTimeUnixNano() >= opened));
      assertThat(sluss.traces().spans())
          .noneMatch(received -> received.span().toString().contains(token));
    }
  }

  private void signers(String rule, List<String> people) {
    Door door = signersDoor();
    String tag = door.get("/v1/signers").orFail().header("ETag");
    door.header("If-Match", tag)
        .put("/v1/signers", Map.of("rule", rule, "personalNumbers", people))
        .orFail();
  }

  private Door signersDoor() {
    return vendor.door(Room.SIGNING).header("Sluss-Tenant", provider.id());
  }
}
