package se.sluss.signing.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.SigningPageId;

/**
 * Which browser may see which page. Each page has a cookie of its own, so that several can be open
 * in one browser, in as many tabs as one likes.
 */
@ApplicationScoped
class PageSessions {
  /** With this prefix a browser takes a cookie from this very host over https alone. */
  private static final String HOST_PREFIX = "__Host-";

  private static final String NAME = "sluss-";

  /** Some 90 bytes each; identifiers of pages rise with the time at which they were made. */
  private static final int MOST_IN_A_BROWSER = 30;

  /** After a session's end its browser is not admitted, but still led back for so long. */
  private static final Duration LED_BACK_WITHIN = Duration.ofDays(1);

  private final SigningPages pages;
  private final Transactions transactions;
  private final PageConfig config;
  private final InstantSource clock;

  PageSessions(
      SigningPages pages,
      Transactions transactions,
      PageConfig config,
      @SharedClock InstantSource clock) {
    this.pages = pages;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** The page, if the browser that asks opened it and its time is not over. */
  Optional<SigningPage> find(String id, HttpHeaders headers) {
    return page(id).filter(page -> isOf(page, headers));
  }

  /** Whether the browser that asks says that it opened the page; some open links in another. */
  boolean isShown(String id, HttpHeaders headers) {
    return SigningPageId.parse(id)
        .filter(page -> headers.getCookies().containsKey(name(page)))
        .isPresent();
  }

  /**
   * Where the browser that opened the page came from, also when the page's time is over; empty for
   * every other browser, and where the vendor named nothing.
   */
  Optional<String> returnUrl(String id, HttpHeaders headers) {
    return page(id)
        .filter(
            page -> shown(page, headers).filter(session -> page.wasOpenedWith(session)).isPresent())
        .flatMap(SigningPage::returnUrl);
  }

  /** Whether the browser that asks has the page's session. */
  boolean isOf(SigningPage page, HttpHeaders headers) {
    return shown(page, headers)
        .filter(session -> page.admits(session, clock.instant()))
        .isPresent();
  }

  private Optional<SigningPage> page(String id) {
    return SigningPageId.parse(id).flatMap(pageId -> transactions.asSystem(() -> pages.of(pageId)));
  }

  private Optional<String> shown(SigningPage page, HttpHeaders headers) {
    return Optional.ofNullable(headers.getCookies().get(name(page.id()))).map(Cookie::getValue);
  }

  NewCookie cookie(SigningPageId page, OneTimeToken session) {
    return cookie(name(page), session.value())
        .maxAge((int) config.sessionWithin().plus(LED_BACK_WITHIN).toSeconds())
        .build();
  }

  /**
   * Takes the oldest cookies of pages away from a browser that has many: a server in between
   * refuses requests whose cookies are long.
   */
  List<NewCookie> tooMany(HttpHeaders headers) {
    List<String> names =
        headers.getCookies().keySet().stream()
            .filter(name -> name.startsWith((secure() ? HOST_PREFIX : "") + NAME))
            .sorted()
            .toList();
    return names.subList(0, Math.max(0, names.size() - MOST_IN_A_BROWSER)).stream()
        .map(name -> cookie(name, "").maxAge(0).build())
        .toList();
  }

  private NewCookie.Builder cookie(String name, String value) {
    return new NewCookie.Builder(name)
        .value(value)
        .path("/")
        .httpOnly(true)
        .secure(secure())
        .sameSite(NewCookie.SameSite.LAX);
  }

  private String name(SigningPageId page) {
    return (secure() ? HOST_PREFIX : "") + NAME + page;
  }

  private boolean secure() {
    return "https".equals(config.baseUrl().getScheme());
  }
}
