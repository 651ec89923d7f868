package se.sluss.system.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.sluss.launcher.process.DebianProgram;
import se.sluss.system.running.Needed;

/**
 * The machine's own Chromium, driven by the machine's own Node. Both are installed by the system's
 * package manager where that is allowed; nothing else is downloaded.
 */
final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it; where there is none the tests are skipped, with the reason, or fail. */
  static Chromium start() {
    Optional<Path> chromium =
        DebianProgram.installed("chromium", "chromium", "chromium-browser", "google-chrome");
    Optional<Path> node = DebianProgram.installed("nodejs", "node", "nodejs");
    Needed.here(
        chromium.isPresent() && node.isPresent(),
        "Browser tests need Chromium and Node: as root, apt-get install chromium nodejs");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1",
                        "PLAYWRIGHT_NODEJS_PATH",
                        node.get().toString())));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setTimeout(120_000)
                    .setArgs(FLAGS)));
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
