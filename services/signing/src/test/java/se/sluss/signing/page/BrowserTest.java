package se.sluss.signing.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrowserTest {
  private static final String PAGE = "https://sign.example/signing/spg_1";
  private static final Browser SAFARI_ON_IOS =
      new Browser("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1");
  private static final Browser CHROME_ON_IOS =
      new Browser("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) CriOS/130.0 Mobile Safari/604.1");
  private static final Browser EDGE_ON_IOS =
      new Browser("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) EdgiOS/130.0 Mobile Safari/604.1");
  private static final Browser CHROME_ON_ANDROID =
      new Browser("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36");
  private static final Browser FIREFOX_ON_ANDROID =
      new Browser("Mozilla/5.0 (Android 15; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0");
  private static final Browser WINDOWS =
      new Browser("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36");

  @Test
  void theAppIsOpenedByWhatThePlatformTakes() {
    assertThat(link(SAFARI_ON_IOS))
        .isEqualTo("https://app.bankid.com/?autostarttoken=abc&redirect=null");
    assertThat(link(CHROME_ON_ANDROID)).startsWith("https://app.bankid.com/?");
    assertThat(link(FIREFOX_ON_ANDROID)).startsWith("bankid:///?");
    assertThat(link(WINDOWS)).isEqualTo("bankid:///?autostarttoken=abc&redirect=null");
  }

  @Test
  void onIosTheAppLeadsBackToTheBrowserThatThePersonCameFrom() {
    assertThat(back(SAFARI_ON_IOS)).contains(PAGE + "#back");
    assertThat(back(CHROME_ON_IOS)).contains("googlechrome://");
    assertThat(back(EDGE_ON_IOS)).contains("microsoft-edge-https://sign.example/signing/spg_1");
  }

  @Test
  void elsewhereThePersonComesBackToTheSameTabByItself() {
    assertThat(back(CHROME_ON_ANDROID)).isEmpty();
    assertThat(back(WINDOWS)).isEmpty();
  }

  @Test
  void aSimulatorIsOpenedInPlaceOfTheAppAndLeadsBack() {
    Optional<URI> simulator = Optional.of(URI.create("http://127.0.0.1:8452/app"));

    assertThat(SAFARI_ON_IOS.launchLink("abc", simulator))
        .isEqualTo("http://127.0.0.1:8452/app?autostarttoken=abc&redirect=null");
    assertThat(WINDOWS.returnUrl(PAGE, simulator)).contains(PAGE);
  }

  private static String link(Browser browser) {
    return browser.launchLink("abc", Optional.empty());
  }

  private static Optional<String> back(Browser browser) {
    return browser.returnUrl(PAGE, Optional.empty());
  }
}
