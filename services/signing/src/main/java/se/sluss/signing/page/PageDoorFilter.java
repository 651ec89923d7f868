package se.sluss.signing.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Lets a form be sent from our own pages alone, and tells the browser to run and load nothing but
 * what is ours, to be framed by nobody and to keep nothing.
 */
@Provider
@PageDoor
@ApplicationScoped
public class PageDoorFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final PageConfig config;

  PageDoorFilter(PageConfig config) {
    this.config = config;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals("POST") && !isFromOurs(request)) {
      request.abortWith(Response.status(Response.Status.FORBIDDEN).build());
    }
  }

  /** Browsers say where a form was sent from; those that are old say only the origin. */
  private boolean isFromOurs(ContainerRequestContext request) {
    @Nullable String site = request.getHeaderString("Sec-Fetch-Site");
    return site == null
        ? config.baseUrl().toString().equals(request.getHeaderString("Origin"))
        : site.equals("same-origin");
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("Content-Security-Policy", POLICY);
    headers.putSingle("Cache-Control", "no-store");
    // The address of a page is told to no other site; a form still says that it is ours.
    headers.putSingle("Referrer-Policy", "same-origin");
    headers.putSingle("X-Content-Type-Options", "nosniff");
    headers.putSingle("X-Frame-Options", "DENY");
    headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
    headers.putSingle("Cross-Origin-Resource-Policy", "same-origin");
    headers.putSingle("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    headers.putSingle("X-Robots-Tag", "noindex");
    if ("https".equals(config.baseUrl().getScheme())) {
      headers.putSingle("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
