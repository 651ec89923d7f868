package se.sluss.signing.page;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.signing.order.Language;

/**
 * What a link leads to. Looking at it uses nothing up, since programs that check or preview links
 * look at them too, some with a whole browser; a press does.
 */
@Path("/sign/{token}")
@PageDoor
@RunOnVirtualThread
public class LinkResource {
  private static final Logger LOG = Logger.getLogger(LinkResource.class);

  private final SigningPages pages;
  private final PageSessions sessions;
  private final Html html;
  private final Transactions transactions;
  private final PageConfig config;
  private final InstantSource clock;

  LinkResource(
      SigningPages pages,
      PageSessions sessions,
      Html html,
      Transactions transactions,
      PageConfig config,
      @SharedClock InstantSource clock) {
    this.pages = pages;
    this.sessions = sessions;
    this.html = html;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  @GET
  public Response look(@PathParam("token") String token, @Context HttpHeaders headers) {
    Optional<SigningPage> page = transactions.asSystem(() -> find(token));
    if (page.isPresent() && page.get().linkIsGood(clock.instant())) {
      return html.link(html.frame(language(page.get(), headers)), token);
    }
    return notGood(page, headers);
  }

  /** Uses the link up and gives this browser the session. */
  @POST
  public Response open(@PathParam("token") String token, @Context HttpHeaders headers) {
    OneTimeToken session = OneTimeToken.next();
    record Opened(Optional<SigningPage> page, boolean now) {}
    Opened opened =
        transactions.asSystem(
            () -> {
              Optional<SigningPage> page = find(token).flatMap(found -> pages.lock(found.id()));
              boolean good = page.filter(one -> one.linkIsGood(clock.instant())).isPresent();
              if (good) {
                page.get()
                    .open(session, Html.spoken(headers), clock.instant(), config.sessionWithin());
              }
              return new Opened(page, good);
            });
    if (!opened.now()) {
      return notGood(opened.page(), headers);
    }
    return toPage(opened.page().orElseThrow(), session, headers);
  }

  @ServerExceptionMapper
  Response unforeseen(RuntimeException fault, HttpHeaders headers, UriInfo uri) {
    LOG.error("A link could not be followed", fault);
    String token = uri.getPathParameters().getFirst("token");
    return html.trouble(headers, OneTimeToken.isWellFormed(token) ? "/sign/" + token : "");
  }

  private Response toPage(SigningPage page, OneTimeToken session, HttpHeaders headers) {
    return Response.seeOther(address(page))
        .cookie(sessions.tooMany(headers).toArray(NewCookie[]::new))
        .cookie(sessions.cookie(page.id(), session))
        .build();
  }

  /** The browser that used the link is led on; every other is told why not. */
  private Response notGood(Optional<SigningPage> page, HttpHeaders headers) {
    if (page.filter(one -> sessions.isOf(one, headers)).isPresent()) {
      return Response.seeOther(address(page.get())).build();
    }
    Notice why = page.flatMap(SigningPage::openedAt).isPresent() ? Notice.USED : Notice.GONE;
    Language language = page.map(one -> language(one, headers)).orElse(Html.spoken(headers));
    String returnUrl = page.flatMap(SigningPage::returnUrl).orElse("");
    return html.notice(html.frame(language), why, returnUrl);
  }

  private Optional<SigningPage> find(String token) {
    return OneTimeToken.isWellFormed(token)
        ? pages.byToken(new OneTimeToken(token))
        : Optional.empty();
  }

  private URI address(SigningPage page) {
    return config.baseUrl().resolve("/signing/" + page.id());
  }

  private static Language language(SigningPage page, HttpHeaders headers) {
    return page.language().orElse(Html.spoken(headers));
  }
}
