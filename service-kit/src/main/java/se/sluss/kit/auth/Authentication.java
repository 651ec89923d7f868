package se.sluss.kit.auth;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.RequestContext.ApiClient;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traceparent;
import se.sluss.model.id.TenantId;

/**
 * Decides about every request to a resource before its body is read. What is under {@code /v1} and
 * says neither {@link Scope} nor {@link Administrator} is closed to everybody.
 */
@ApplicationScoped
class Authentication {
  private static final String ADMINISTRATOR_HASH = "sluss.admin.key-sha256";
  private static final String BEARER = "bearer ";
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final ClientDirectory clients;
  private final RequestContext context;
  private final byte[] administratorHash;

  Authentication(
      ClientDirectory clients,
      RequestContext context,
      @ConfigProperty(name = ADMINISTRATOR_HASH) String administratorHash) {
    if (!SHA256.matcher(administratorHash).matches()) {
      throw new IllegalStateException(ADMINISTRATOR_HASH + " must be 64 lower-case hex digits");
    }
    this.clients = clients;
    this.context = context;
    this.administratorHash = administratorHash.getBytes(StandardCharsets.US_ASCII);
  }

  @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
  void decide(ContainerRequestContext request, ResourceInfo resource) {
    linkToCaller(request);
    Access access = Access.of(resource);
    if (access.open() && !request.getUriInfo().getPath().startsWith("/v1")) {
      return;
    }
    authenticate(request);
    if (context.administrator() ? !access.administrator() : access.scope() == null) {
      throw Problem.of(ProblemType.FORBIDDEN, "Use another kind of credential for this.");
    }
    if (access.scope() != null) {
      context.requireScope(access.scope());
    }
  }

  /** What a method says, or else its class. */
  private record Access(@Nullable String scope, boolean administrator) {
    static Access of(ResourceInfo resource) {
      Access method =
          new Access(
              value(resource.getResourceMethod().getAnnotation(Scope.class)),
              resource.getResourceMethod().isAnnotationPresent(Administrator.class));
      return method.open()
          ? new Access(
              value(resource.getResourceClass().getAnnotation(Scope.class)),
              resource.getResourceClass().isAnnotationPresent(Administrator.class))
          : method;
    }

    boolean open() {
      return scope == null && !administrator;
    }

    private static @Nullable String value(@Nullable Scope scope) {
      return scope == null ? null : scope.value();
    }
  }

  private void authenticate(ContainerRequestContext request) {
    String token = token(request.getHeaderString("Authorization"));
    if (ApiKeys.isAdministrators(token)) {
      byte[] shown = ApiKeys.sha256(token).getBytes(StandardCharsets.US_ASCII);
      if (!MessageDigest.isEqual(shown, administratorHash)) {
        throw unauthorized();
      }
      context.actAsAdministrator();
      return;
    }
    if (!ApiKeys.isWellFormed(token)) {
      throw unauthorized();
    }
    ApiClient client =
        clients.find(ApiKeys.sha256(token)).orElseThrow(Authentication::unauthorized);
    Optional<TenantId> tenant = tenant(client, request.getHeaderString("Sluss-Tenant"));
    context.actAs(client, tenant.orElse(null));
    tenant.ifPresent(id -> Span.current().setAttribute(EventAttributes.TENANT, id.value()));
  }

  private static String token(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw unauthorized();
    }
    return authorization.substring(BEARER.length()).strip();
  }

  /** A tenant's client is its tenant, a vendor's client any tenant of the vendor that it names. */
  private Optional<TenantId> tenant(ApiClient client, @Nullable String named) {
    if (named == null) {
      return client.tenantId();
    }
    Optional<TenantId> asked = TenantId.parse(named.strip());
    boolean allowed =
        asked.isPresent()
            && (client.tenantId().isPresent()
                ? client.tenantId().equals(asked)
                : clients.isTenantOf(asked.get(), client.vendorId()));
    if (!allowed) {
      throw Problem.of(
          ProblemType.NOT_FOUND, "Name a tenant of the credential's owner in Sluss-Tenant.");
    }
    return asked;
  }

  /** The caller's trace is never continued, only linked to. */
  private static void linkToCaller(ContainerRequestContext request) {
    SpanContext caller = Traceparent.read(request.getHeaderString("traceparent"));
    if (caller.isValid()) {
      Span.current().addLink(caller);
    }
  }

  private static Problem unauthorized() {
    return Problem.of(ProblemType.UNAUTHORIZED, "Send a valid key as bearer token.")
        .withHeader("WWW-Authenticate", "Bearer");
  }
}
