package se.sluss.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import se.sluss.system.actor.Door;
import se.sluss.testsupport.Eventually;

/**
 * Somebody with a browser of their own. Every page that they come to is held against axe-core's
 * rules, kept as a picture, and must have asked nobody but the hosts that belong to it.
 */
final class Signer implements AutoCloseable {
  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final String AXE = axe();

  private static final int MOST_TABS = 40;
  private static final String STEP = "main[data-step=%s]";

  /** The focused element's text where its middle is not on the screen, or lies under another. */
  private static final String IS_SEEN =
      """
      () => {
        const it = document.activeElement;
        if (it === document.body) return "";
        const box = it.getBoundingClientRect();
        const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return on && (it.contains(on) || on.contains(it)) ? "" : it.outerHTML;
      }
      """;

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Signer(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(60_000);
    context.onRequest(
        request -> {
          String host = URI.create(request.url()).getHost();
          if (host != null && !"127.0.0.1".equals(host)) {
            complaints.add("asked " + host);
          }
        });
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && message.text().contains("Content Security")) {
            complaints.add(message.text());
          }
        });
    this.page = context.newPage();
  }

  static Signer onPhone(Browser browser) {
    return new Signer(
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setIsMobile(true)
                .setHasTouch(true)
                .setLocale("sv-SE")
                .setUserAgent(IPHONE)));
  }

  static Signer onComputer(Browser browser, @Nullable String locale) {
    return new Signer(
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setLocale(locale == null ? "sv-SE" : locale)));
  }

  static Signer inTheDark(Browser browser) {
    return new Signer(
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1100, 900)
                .setColorScheme(ColorScheme.DARK)
                .setLocale("sv-SE")));
  }

  static Signer withoutScript(Browser browser) {
    return new Signer(
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setJavaScriptEnabled(false)
                .setLocale("sv-SE")));
  }

  Page page() {
    return page;
  }

  Page newTab() {
    return context.newPage();
  }

  /** Follows a link, goes on from it where it asks for that, and waits for the page itself. */
  Signer follow(String link) {
    page.navigate(link);
    if (page.url().equals(link)) {
      page.click("main .button.main");
    }
    page.waitForURL("**/signing/**");
    return this;
  }

  /** Opens a file, without any network. */
  Signer open(Path file) {
    context.setOffline(true);
    page.navigate(file.toUri().toString());
    return this;
  }

  Signer press(String selector) {
    page.click(selector);
    return this;
  }

  /** Presses until the step is there: a page that loads itself anew may swallow a press. */
  Signer press(String selector, String step) {
    String there = STEP.formatted(step);
    Door.await(
        () -> {
          if (!page.isVisible(there)) {
            page.click(selector, new Page.ClickOptions().setTimeout(2_000));
            page.waitForSelector(there, new Page.WaitForSelectorOptions().setTimeout(5_000));
          }
        });
    return this;
  }

  Signer type(String key) {
    page.keyboard().press(key);
    return this;
  }

  /**
   * Goes to an element by the tabulator, as somebody without a mouse does; what is focused on the
   * way can be seen.
   */
  Signer tabTo(String selector) {
    for (int presses = 0; presses < MOST_TABS; presses++) {
      page.keyboard().press("Tab");
      assertThat(page.evaluate(IS_SEEN)).as("covered or out of sight").isEqualTo("");
      if (Boolean.TRUE.equals(
          page.evaluate("selector => document.activeElement.matches(selector)", selector))) {
        return this;
      }
    }
    throw new AssertionError(selector + " is not reached with the keyboard");
  }

  /** From now on the steps that the page goes through in this tab are kept. */
  void rememberSteps() {
    page.evaluate(
        """
        () => {
          window.seenSteps = [];
          const keep = () => {
            const main = document.getElementById("main");
            if (main) window.seenSteps.push(main.dataset.step);
          };
          keep();
          new MutationObserver(keep).observe(document.body, { childList: true });
        }
        """);
  }

  List<String> steps() {
    return ((List<?>) page.evaluate("window.seenSteps")).stream().map(String::valueOf).toList();
  }

  /** Waits for a step of the page, and looks at it closely. */
  Signer reach(String step) {
    at(step);
    return look(step.toLowerCase(java.util.Locale.ROOT));
  }

  /** Waits for a step of the page. */
  Signer at(String step) {
    page.waitForSelector(STEP.formatted(step));
    return this;
  }

  Signer look(String name) {
    page.waitForLoadState();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve(name + "-" + page.viewportSize().width + ".png")));
    page.evaluate(AXE);
    Object found =
        page.evaluate(
            "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n =>"
                + " n.html).join(' '))");
    assertThat((List<?>) found).as("what axe-core finds at %s", name).isEmpty();
    assertThat(complaints).isEmpty();
    return this;
  }

  String title() {
    return page.textContent("h1");
  }

  String message() {
    return page.textContent("#message");
  }

  /** What a camera sees, which looks until it has the code. */
  String scan() {
    page.locator("#qr").waitFor();
    return Eventually.value(() -> code(page.screenshot()), Optional::isPresent).orElseThrow();
  }

  /** Of the whole page: the code's own element is replaced every second. */
  private static Optional<String> code(byte[] picture) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    try {
      return Optional.of(
          new MultiFormatReader()
              .decode(
                  new BinaryBitmap(
                      new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
                  Map.of(
                      DecodeHintType.POSSIBLE_FORMATS,
                      List.of(BarcodeFormat.QR_CODE),
                      DecodeHintType.TRY_HARDER,
                      true))
              .getText());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    context.close();
  }

  private static String axe() {
    try (InputStream in = Signer.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
