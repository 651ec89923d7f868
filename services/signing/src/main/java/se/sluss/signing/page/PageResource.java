package se.sluss.signing.page;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.model.id.SigningPageId;
import se.sluss.model.id.SubmissionId;
import se.sluss.signing.order.Language;
import se.sluss.signing.rest.EventStream;
import se.sluss.signing.rest.StreamConfig;
import se.sluss.signing.rest.Streams;

/** The page itself, for the browser that has its session. */
@Path("/signing/{id}")
@PageDoor
@RunOnVirtualThread
public class PageResource {
  private static final Logger LOG = Logger.getLogger(PageResource.class);

  private final PageSessions sessions;
  private final PageDesk desk;
  private final PageOrders orders;
  private final LiveTab live;
  private final Streams streams;
  private final StreamConfig limits;
  private final Html html;
  private final PageConfig config;

  PageResource(
      PageSessions sessions,
      PageDesk desk,
      PageOrders orders,
      LiveTab live,
      Streams streams,
      StreamConfig limits,
      Html html,
      PageConfig config) {
    this.sessions = sessions;
    this.desk = desk;
    this.orders = orders;
    this.live = live;
    this.streams = streams;
    this.limits = limits;
    this.html = html;
    this.config = config;
  }

  @GET
  public Response page(
      @PathParam("id") String id,
      @QueryParam("device") @Nullable String device,
      @HeaderParam("User-Agent") @Nullable String userAgent,
      @Context HttpHeaders headers) {
    Browser browser = browser(userAgent);
    return with(
        id, headers, page -> html.page(desk.page(page, Device.of(device, browser), browser)));
  }

  @GET
  @Path("/documents/{submission}")
  public Response document(
      @PathParam("id") String id,
      @PathParam("submission") String submission,
      @QueryParam("device") @Nullable String device,
      @HeaderParam("User-Agent") @Nullable String userAgent,
      @Context HttpHeaders headers) {
    return with(
        id,
        headers,
        page ->
            SubmissionId.parse(submission)
                .flatMap(
                    wanted -> desk.document(page, wanted, Device.of(device, browser(userAgent))))
                .map(html::document)
                .orElseGet(() -> gone(id, headers)));
  }

  @GET
  @Path("/documents/{submission}/original")
  public Response original(
      @PathParam("id") String id,
      @PathParam("submission") String submission,
      @Context HttpHeaders headers) {
    return with(
        id,
        headers,
        page ->
            SubmissionId.parse(submission)
                .flatMap(wanted -> desk.original(page, wanted))
                .map(
                    bytes ->
                        Response.ok(bytes, MediaType.APPLICATION_XML)
                            .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"" + submission + ".xml\"")
                            .build())
                .orElseGet(() -> gone(id, headers)));
  }

  /** What a tab shows, now. */
  @GET
  @Path("/glance")
  @Produces(MediaType.APPLICATION_JSON)
  public Response glance(
      @PathParam("id") String id,
      @QueryParam("device") @Nullable String device,
      @HeaderParam("User-Agent") @Nullable String userAgent,
      @Context HttpHeaders headers) {
    Browser browser = browser(userAgent);
    return with(
        id,
        headers,
        page ->
            desk.glance(page, now -> true, Device.of(device, browser), browser)
                .map(glance -> Response.ok(glance).build())
                .orElseGet(() -> gone(id, headers)));
  }

  /** The same, whenever it changes. */
  @GET
  @Path("/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void events(
      @PathParam("id") String id,
      @QueryParam("device") @Nullable String device,
      @HeaderParam("User-Agent") @Nullable String userAgent,
      @Context HttpHeaders headers,
      @Context SseEventSink sink,
      @Context Sse sse) {
    Browser browser = browser(userAgent);
    Optional<SigningPage> found = sessions.find(id, headers);
    if (found.isEmpty()) {
      sink.close();
      return;
    }
    SigningPage page = found.get();
    try (Streams.Place place = streams.take(page.id().value(), limits.perPage());
        EventStream stream = new EventStream(sink, sse)) {
      live.follow(
          () ->
              desk.glance(
                  page, now -> sessions.isOf(now, headers), Device.of(device, browser), browser),
          stream::isOpen,
          glance -> stream.tell("glance", glance));
    }
  }

  /** Where a form was sent to there is nothing to see: whoever loads it again is led back. */
  @GET
  @Path("/{form: order|cancel|language}")
  public Response form(@PathParam("id") String id, @Context HttpHeaders headers) {
    return with(
        id,
        headers,
        page -> Response.seeOther(config.baseUrl().resolve("/signing/" + page.id())).build());
  }

  @POST
  @Path("/order")
  public Response order(
      @PathParam("id") String id,
      @FormParam("device") @Nullable String device,
      @FormParam("renewed") @Nullable String renewed,
      @HeaderParam("User-Agent") @Nullable String userAgent,
      @Context HttpHeaders headers,
      @Context HttpServerRequest request) {
    Browser browser = browser(userAgent);
    Device chosen = Device.of(device, browser);
    String address = request.remoteAddress().hostAddress();
    return with(
        id,
        headers,
        page -> {
          try {
            orders.open(
                page, new PageOrders.Asked(chosen, browser, address, "true".equals(renewed)));
          } catch (Problem refused) {
            return html.notice(
                html.frame(page, PageOrders.language(page)),
                Notice.of(refused),
                page.returnUrl().orElse(""));
          }
          return back(page, chosen);
        });
  }

  @POST
  @Path("/cancel")
  public Response cancel(
      @PathParam("id") String id,
      @FormParam("device") @Nullable String device,
      @HeaderParam("User-Agent") @Nullable String userAgent,
      @Context HttpHeaders headers) {
    return with(
        id,
        headers,
        page -> {
          orders.cancel(page);
          return back(page, Device.of(device, browser(userAgent)));
        });
  }

  @POST
  @Path("/language")
  public Response language(
      @PathParam("id") String id,
      @FormParam("language") @Nullable String language,
      @FormParam("device") @Nullable String device,
      @HeaderParam("User-Agent") @Nullable String userAgent,
      @Context HttpHeaders headers) {
    return with(
        id,
        headers,
        page -> {
          Optional.ofNullable(language)
              .flatMap(Language::ofWire)
              .ifPresent(chosen -> orders.speak(page, chosen));
          return back(page, Device.of(device, browser(userAgent)));
        });
  }

  /** What the vendor said does not fit the documents; or a tab too many, which asks by itself. */
  @ServerExceptionMapper
  Response refused(Problem problem, HttpHeaders headers) {
    return html.notice(html.frame(Html.spoken(headers)), Notice.REFUSED, "");
  }

  @ServerExceptionMapper
  Response unforeseen(RuntimeException fault, HttpHeaders headers, UriInfo uri) {
    LOG.error("A signing page could not be shown", fault);
    return html.trouble(
        headers,
        SigningPageId.parse(uri.getPathParameters().getFirst("id"))
            .map(id -> "/signing/" + id)
            .orElse(""));
  }

  private Response with(String id, HttpHeaders headers, Function<SigningPage, Response> work) {
    return sessions.find(id, headers).map(work).orElseGet(() -> gone(id, headers));
  }

  private Response gone(String id, HttpHeaders headers) {
    return html.notice(
        html.frame(Html.spoken(headers)),
        sessions.isShown(id, headers) ? Notice.GONE : Notice.ELSEWHERE,
        sessions.returnUrl(id, headers).orElse(""));
  }

  private Response back(SigningPage page, Device device) {
    return Response.seeOther(
            config.baseUrl().resolve("/signing/" + page.id() + "?device=" + device.wire()))
        .build();
  }

  private static Browser browser(@Nullable String userAgent) {
    return new Browser(userAgent == null ? "" : userAgent);
  }
}
