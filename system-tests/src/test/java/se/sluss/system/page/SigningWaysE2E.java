package se.sluss.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.system.actor.Handed;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/** The ways that people take who have no mouse, no script, or no luck. */
@OnRunningSluss
@Order(2)
class SigningWaysE2E extends PageTest {
  private static final String ACT = "article.chosen [data-act=%s]";

  SigningWaysE2E(RunningSluss sluss) {
    super(sluss, "Vägarna");
  }

  @Test
  void everythingIsDoneWithTheKeyboardAloneAndNothingThatIsFocusedIsHidden() {
    List<Handed> handed = vendor.handIn(provider, 12);
    try (Signer signer = Signer.onPhone(browser())) {
      signer.page().navigate(link(handed));
      signer.page().waitForFunction("document.activeElement.matches('main .button.main')");
      signer.type("Enter").page().waitForURL("**/signing/**");
      signer.reach("CHOOSE").tabTo(OTHER).type("Enter").reach("SCAN");
      scan(signer, provider.signer(), "cancel");

      signer.reach("ENDED").page().waitForFunction("document.activeElement.matches('main h1')");
      signer.tabTo(".person summary").type("Enter");
      signer.page().waitForSelector(".person[open]");
      signer.tabTo(OTHER).type("Enter").reach("SCAN");
      scan(signer, provider.signer(), "sign");
      signer.reach("SIGNED").page().waitForFunction("document.activeElement.matches('main h1')");
    }
  }

  @Test
  void whoeverDoesNothingInTheAppIsToldThatItsTimeIsOverAndTriesAgain() {
    List<Handed> handed = vendor.handIn(provider, 1);
    try (Signer signer = Signer.onComputer(browser(), null)) {
      signer.follow(link(handed)).press(OTHER).reach("SCAN");
      scan(signer, provider.signer(), "open");
      signer.reach("IN_APP");
      inTheApp(provider.signer(), "expire");
      signer.reach("ENDED").look("time-out");
      assertThat(signer.message()).startsWith("BankID-appen svarade inte.");

      signer.press(OTHER).reach("SCAN");
      scan(signer, provider.signer(), "sign");
      signer.reach("SIGNED");
    }
  }

  @Test
  void withoutItsScriptThePageLoadsItselfAnew() {
    List<Handed> handed = vendor.handIn(provider, 2);
    try (Signer signer = Signer.withoutScript(browser())) {
      signer.follow(link(handed)).press(THIS).at("OPEN");
      signer.press("a[href$='device=other']", "SCAN");
      scan(signer, provider.signer(), "cancel");
      signer.at("ENDED").press(OTHER).at("SCAN");
      scan(signer, provider.signer(), "open");
      signer.at("IN_APP");
      inTheApp(provider.signer(), "sign");
      signer.at("SIGNED");
      assertThat(signer.message()).isEqualTo("2 handlingar är underskrivna.");
    }
  }

  @Test
  void inTheSimulatedAppOneCancelsIsSomebodyElseOnlyOpensAndSigns() {
    List<Handed> handed = vendor.handIn(provider, 1);
    try (Signer signer = Signer.onPhone(browser())) {
      signer.follow(link(handed));
      app(signer).press(ACT.formatted("cancel")).reach("ENDED");
      assertThat(signer.message()).isEqualTo("Du valde att avbryta.");
      app(signer).press(ACT.formatted("other")).reach("ENDED");
      assertThat(signer.message()).contains("någon annan än den som ska");

      app(signer).press(ACT.formatted("open")).page().waitForSelector("text=Open in an app.");
      signer.press(ACT.formatted("sign")).reach("SIGNED");
    }
  }

  @Test
  void thatTheAppOpensIsToldOnceTheLinkWasPressed() {
    List<Handed> handed = vendor.handIn(provider, 1);
    try (Signer signer = Signer.onPhone(browser())) {
      signer.follow(link(handed)).press(THIS).at("OPEN");
      Page page = signer.page();
      page.evaluate("document.addEventListener('click', event => event.preventDefault())");
      page.waitForResponse(
          "**/glance*",
          () -> page.evaluate("document.dispatchEvent(new Event('visibilitychange'))"));
      signer.reach("OPEN");
      assertThat(signer.message()).isEqualTo("Tryck på Öppna BankID för att skriva under i appen.");

      signer.press("#launch");
      page.waitForSelector("#message:has-text('BankID-appen öppnas')");
    }
  }

  private static Signer app(Signer signer) {
    signer.press(THIS).reach("OPEN").press("#launch").page().waitForSelector("article.chosen");
    return signer;
  }
}
