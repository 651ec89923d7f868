package se.sluss.signing.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.time.InstantSource;
import java.util.Optional;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.SigningPageId;
import se.sluss.signing.store.SharedClock;

/**
 * Which browser may see which page. Each page has a cookie of its own, so that several can be open
 * in one browser, in as many tabs as one likes.
 */
@ApplicationScoped
class PageSessions {
  /** With this prefix a browser takes a cookie from this very host over https alone. */
  private static final String HOST_PREFIX = "__Host-";

  private static final String NAME = "sluss-";

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
    return SigningPageId.parse(id)
        .flatMap(pageId -> transactions.asSystem(() -> pages.of(pageId)))
        .filter(page -> isOf(page, headers));
  }

  /** Whether the browser that asks has the page's session. */
  boolean isOf(SigningPage page, HttpHeaders headers) {
    Cookie shown = headers.getCookies().get(name(page.id()));
    return shown != null && page.admits(shown.getValue(), clock.instant());
  }

  NewCookie cookie(SigningPageId page, OneTimeToken session) {
    return new NewCookie.Builder(name(page))
        .value(session.value())
        .path("/")
        .httpOnly(true)
        .secure(secure())
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge((int) config.sessionWithin().toSeconds())
        .build();
  }

  private String name(SigningPageId page) {
    return (secure() ? HOST_PREFIX : "") + NAME + page;
  }

  private boolean secure() {
    return "https".equals(config.baseUrl().getScheme());
  }
}
