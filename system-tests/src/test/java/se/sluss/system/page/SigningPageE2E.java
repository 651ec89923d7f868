package se.sluss.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** People sign on the hosted page, in a real browser, with the simulated BankID. */
@OnRunningSluss
@Order(2)
class SigningPageE2E extends PageTest {
  SigningPageE2E(RunningSluss sluss) {
    super(sluss, "Sidan");
  }

  @Test
  void onAPhoneTheAppIsOpenedAndLeadsBack() {
    List<Handed> handed = vendor.handIn(provider, 3);
    try (Signer signer = Signer.onPhone(browser())) {
      signer.follow(link(handed)).reach("CHOOSE");
      assertThat(signer.title()).isEqualTo("Skriv under 3 handlingar");
      signer.press(THIS).reach("OPEN").press("#launch");
      signer.page().waitForSelector("article.chosen");
      signer.look("simulator").press("[data-act=sign]").reach("SIGNED");

      assertThat(signer.message()).isEqualTo("3 handlingar är underskrivna.");
      assertThat(signer.page().getAttribute(".button.main", "href"))
          .isEqualTo("https://vendor.example/done");
    }
    vendor.await(handed, "RECEIVED");
  }

  @Test
  void onAComputerThePhoneScansTheCodeFromTheScreen() {
    List<Handed> handed = vendor.handIn(provider, 1);
    try (Signer signer = Signer.onComputer(browser(), null)) {
      signer.follow(link(handed)).press(OTHER).reach("SCAN");
      String first = signer.scan();
      Door.await(() -> assertThat(signer.scan()).isNotEqualTo(first));

      scan(signer, provider.signer(), "open");
      signer.reach("IN_APP");
      assertThat(signer.message()).contains("säkerhetskod");
      inTheApp(provider.signer(), "sign");
      signer.reach("SIGNED");
    }
  }

  @Test
  void whoeverCancelsOrIsTheWrongPersonCanTryAgain() {
    List<Handed> handed = vendor.handIn(provider, 1);
    try (Signer signer = Signer.onComputer(browser(), null)) {
      signer.follow(link(handed)).press(OTHER).reach("SCAN");
      scan(signer, provider.signer(), "cancel");
      signer.reach("ENDED");
      assertThat(signer.message()).isEqualTo("Du valde att avbryta.");

      signer.press(OTHER).reach("SCAN");
      scan(signer, TestPersons.FOURTH, "sign");
      signer.reach("ENDED");
      assertThat(signer.message()).contains("spärrat", "någon annan än den som ska");

      signer.press(OTHER).reach("SCAN").press("text=Avbryt").reach("ENDED");
      assertThat(signer.message()).contains("stoppades");

      signer.press(OTHER).reach("SCAN");
      scan(signer, provider.signer(), "sign");
      signer.reach("SIGNED");
    }
  }

  @Test
  void aCodeThatNobodyScansInTimeIsReplacedByANewOne() {
    List<Handed> handed = vendor.handIn(provider, 1);
    try (Signer signer = Signer.onComputer(browser(), null)) {
      signer.follow(link(handed)).press(OTHER).reach("SCAN");
      String first = token(signer.scan());
      signer.rememberSteps();

      Eventually.holds(
          Duration.ofSeconds(60), () -> assertThat(token(signer.scan())).isNotEqualTo(first));
      assertThat(signer.steps()).contains("SCAN").doesNotContain("ENDED");
      scan(signer, provider.signer(), "sign");
      signer.reach("SIGNED");
    }
  }

  @Test
  void eightyDocumentsTakeOneSignature() {
    List<Handed> handed = vendor.handIn(provider, 80);
    try (Signer signer = Signer.onPhone(browser())) {
      signer.follow(link(handed)).reach("CHOOSE").press("text=Visa alla 80").look("eighty");
      assertThat(signer.page().locator(".papers li").count()).isEqualTo(80);

      signer.press(OTHER).reach("SCAN");
      scan(signer, provider.signer(), "sign");
      signer.reach("SIGNED");
      assertThat(signer.message()).isEqualTo("80 handlingar är underskrivna.");
    }
  }

  @Test
  void whatIsSignedCanBeReadInClearAndAsItIs() {
    UUID id = UUID.randomUUID();
    byte[] report = TestDocuments.timeReport(id, provider.organisationNumber());
    String submission =
        vendor.handIn(provider, report, UUID.randomUUID().toString()).orFail().text("id");
    try (Signer signer = Signer.onComputer(browser(), "en-GB")) {
      signer.follow(
          Links.about(vendor, Map.of("submissionIds", List.of(submission), "role", "ASSISTENT")));
      signer.reach("CHOOSE");
      assertThat(signer.page().textContent("main")).contains("Örjan Testlund");
      signer.press(".papers a").page().waitForSelector("table");
      signer.press("summary").look("document");

      assertThat(signer.page().textContent("main"))
          .contains("Hours worked", "Waiting", id.toString());
      assertThat(signer.page().textContent("pre")).contains("<vanteTid>true</vanteTid>");
      signer.press(".act a").press(OTHER).reach("SCAN");
      scan(signer, TestPersons.ASSISTANT, "sign");
      signer.reach("SIGNED");
      assertThat(signer.page().textContent("main"))
          .contains("Now the provider of assistance signs");
    }
  }

  @Test
  void whatBankIdTakesInPartsIsSignedPartByPart() {
    List<Handed> handed = vendor.handIn(provider, RunningSluss.MOST_PER_PART + 1);
    try (Signer signer = Signer.onComputer(browser(), null)) {
      signer.follow(link(handed)).press(OTHER).reach("SCAN").look("first-part");
      assertThat(signer.page().textContent("main")).contains("Del 1 av 2");
      scan(signer, provider.signer(), "sign");

      signer.page().waitForSelector("main[data-part='2'][data-step=SCAN]");
      assertThat(signer.look("second-part").page().textContent("main")).contains("Del 2 av 2");
      scan(signer, provider.signer(), "cancel");
      signer.reach("ENDED").look("second-part-cancelled");
      assertThat(signer.page().textContent(".card"))
          .doesNotContain("Inget är underskrivet, och du kan försöka");

      signer.press(OTHER).reach("SCAN");
      scan(signer, provider.signer(), "cancel");
      assertThat(signer.reach("ENDED").page().textContent(".card"))
          .as("by an order of its own")
          .doesNotContain("Inget är underskrivet, och du kan försöka");

      signer.press(OTHER).reach("SCAN");
      scan(signer, provider.signer(), "sign");
      signer.reach("SIGNED").look("parts-signed");
    }
    vendor.await(handed.subList(0, 1), "RECEIVED");
  }

  @Test
  void anotherPersonIsLedBackToTheVendorAtEveryStep() {
    List<Handed> handed = vendor.handIn(provider, 1);
    try (Signer signer = Signer.onComputer(browser(), null)) {
      signer.follow(link(handed)).reach("CHOOSE");
      otherPersonIsLedBack(signer, "other-person-first");
      signer.press(OTHER).reach("SCAN");
      otherPersonIsLedBack(signer, "other-person-scan");
      scan(signer, provider.signer(), "cancel");
      signer.reach("ENDED");
      otherPersonIsLedBack(signer, "other-person-ended");
    }
  }

  private static void otherPersonIsLedBack(Signer signer, String name) {
    signer.press(".person summary").look(name);
    assertThat(signer.page().getAttribute(".person a", "href"))
        .isEqualTo("https://vendor.example/done?sluss=other-person");
  }

  @Test
  void inTheDarkTheCodeCanBeReadAndEverythingElseToo() {
    List<Handed> handed = vendor.handIn(provider, 2);
    try (Signer signer = Signer.inTheDark(browser())) {
      signer.follow(link(handed)).reach("CHOOSE");
      assertThat(signer.page().evaluate("getComputedStyle(document.body).backgroundColor"))
          .isEqualTo("rgb(16, 23, 29)");
      signer.press(OTHER).reach("SCAN");
      scan(signer, provider.signer(), "cancel");
      signer.reach("ENDED").press(OTHER).reach("SCAN");
      scan(signer, provider.signer(), "sign");
      signer.reach("SIGNED");
    }
  }

  @Test
  void theLanguageCanBeChangedAndStays() {
    List<Handed> handed = vendor.handIn(provider, 1);
    try (Signer signer = Signer.onComputer(browser(), null)) {
      signer.follow(link(handed)).press("text=In English");
      signer.page().waitForSelector("html[lang=en]");
      signer.look("english");
      assertThat(signer.title()).isEqualTo("Sign the document");

      signer.page().reload();
      assertThat(signer.page().getAttribute("html", "lang")).isEqualTo("en");
    }
  }

  @Test
  void aReloadAndAnotherTabShowTheSameOrder() {
    List<Handed> handed = vendor.handIn(provider, 1);
    try (Signer signer = Signer.onComputer(browser(), null)) {
      signer.follow(link(handed)).press(OTHER).at("SCAN");
      String shown = token(signer.scan());
      signer.page().reload();
      signer.at("SCAN");
      assertThat(token(signer.scan())).isEqualTo(shown);

      Page tab = signer.newTab();
      tab.navigate(signer.page().url());
      tab.waitForSelector("#qr");
      scan(signer, provider.signer(), "sign");
      signer.reach("SIGNED");
      tab.bringToFront();
      tab.waitForSelector("main[data-step=SIGNED]");
    }
  }

  private static String token(String qrText) {
    return qrText.split("\\.")[1];
  }
}
