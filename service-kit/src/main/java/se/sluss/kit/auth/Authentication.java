package se.sluss.kit.auth;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.RequestContext.ApiClient;
import se.sluss.kit.limit.Quota;
import se.sluss.kit.limit.Quotas;
import se.sluss.kit.limit.RateLimitHeaders;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traceparent;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.TenantId;

/**
 * Decides about every request to a resource before its body is read. What is under {@code /v1} and
 * says neither {@link Scope} nor {@link Administrator} is closed to everybody.
 */
@Startup
@ApplicationScoped
class Authentication {
  private static final String ADMINISTRATOR_HASH = "sluss.admin.key-sha256";
  private static final String BEARER = "bearer ";
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private static final String READING = ":read";

  private final Credentials credentials;
  private final Quotas quotas;
  private final RequestContext context;
  private final byte[] administratorHash;
  private final int requestsPerMinute;

  /**
   * @param administratorHash SHA-256 of the administrator's key, 64 lower-case hex digits. The key
   *     begins with {@code sluss_ak_}.
   * @param requestsPerMinute Requests that one client may make in one room in each minute; beyond
   *     it comes {@code quota-exceeded}. Quotas of vendors and tenants are set beside it, in the
   *     API.
   */
  Authentication(
      Credentials credentials,
      Quotas quotas,
      RequestContext context,
      @ConfigProperty(name = ADMINISTRATOR_HASH) String administratorHash,
      @ConfigProperty(name = "sluss.http.requests-per-minute", defaultValue = "6000")
          int requestsPerMinute) {
    if (!SHA256.matcher(administratorHash).matches()) {
      throw new IllegalStateException(ADMINISTRATOR_HASH + " must be 64 lower-case hex digits");
    }
    this.credentials = credentials;
    this.quotas = quotas;
    this.requestsPerMinute = requestsPerMinute;
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
    TenantStatus tenant = authenticate(request);
    if (context.administrator() ? !access.administrator() : access.scope() == null) {
      throw Problem.of(ProblemType.FORBIDDEN, "Use another kind of credential for this.");
    }
    if (access.scope() != null) {
      context.requireScope(access.scope());
      refuseToChange(access.scope(), tenant);
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

  /** Reading goes on for ever: receipts and evidence are there to be kept. */
  private static void refuseToChange(String scope, TenantStatus tenant) {
    if (scope.endsWith(READING)) {
      return;
    }
    TenantGate.requireActive(tenant);
  }

  private TenantStatus authenticate(ContainerRequestContext request) {
    String token = token(request.getHeaderString("Authorization"));
    if (ApiKeys.isAdministrators(token)) {
      byte[] shown = ApiKeys.sha256(token).getBytes(StandardCharsets.US_ASCII);
      if (!MessageDigest.isEqual(shown, administratorHash)) {
        throw unauthorized();
      }
      context.actAsAdministrator();
      return TenantStatus.ACTIVE;
    }
    if (!ApiKeys.isWellFormed(token)) {
      throw unauthorized();
    }
    @Nullable String named = request.getHeaderString("Sluss-Tenant");
    Optional<TenantId> asked =
        Optional.ofNullable(named).map(String::strip).flatMap(TenantId::parse);
    String hash = ApiKeys.sha256(token);
    ApiClient client = credentials.find(hash, asked).orElseThrow(Authentication::unauthorized);
    BooleanSupplier stillGood = () -> credentials.find(hash, asked).isPresent();
    Acting acting = named == null ? acting(client) : acting(client, asked);
    RateLimitHeaders.admit(request, quotas.count(quotas(client, acting)));
    if (acting instanceof Acting.ForNobody) {
      throw Problem.of(
          ProblemType.NOT_FOUND, "Name a tenant of the credential's owner in Sluss-Tenant.");
    }
    if (acting instanceof Acting.ForTenant(TenantId id, OwnerSettings settings)) {
      context.actAs(client, id, settings.language().or(client.vendor()::language), stillGood);
      Span.current().setAttribute(EventAttributes.TENANT, id.value());
      return settings.status();
    }
    context.actAs(client, null, client.vendor().language(), stillGood);
    return TenantStatus.ACTIVE;
  }

  private List<Quota> quotas(ApiClient client, Acting acting) {
    List<Quota> found = new ArrayList<>();
    found.add(Quota.ofClient(client.clientId().value(), requestsPerMinute));
    if (acting instanceof Acting.ForTenant(TenantId id, OwnerSettings settings)) {
      settings
          .requestsPerMinute()
          .ifPresent(most -> found.add(Quota.ofTenant(id.value(), client.mode(), most)));
    }
    client
        .vendor()
        .requestsPerMinute()
        .ifPresent(
            most -> found.add(Quota.ofVendor(client.vendorId().value(), client.mode(), most)));
    return found;
  }

  /** Whom a client acts for. */
  private sealed interface Acting {
    /** All of its vendor's tenants. */
    record ForVendor() implements Acting {}

    /** One tenant. */
    record ForTenant(TenantId id, OwnerSettings settings) implements Acting {}

    /** It named a tenant that it has not. */
    record ForNobody() implements Acting {}
  }

  private static String token(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw unauthorized();
    }
    return authorization.substring(BEARER.length()).strip();
  }

  /** A tenant's client is its tenant, a vendor's client its vendor. */
  private static Acting acting(ApiClient client) {
    return client
        .tenantId()
        .<Acting>map(id -> new Acting.ForTenant(id, client.tenant()))
        .orElseGet(Acting.ForVendor::new);
  }

  /** A tenant's client may name its own tenant, a vendor's client any of its vendor's. */
  private static Acting acting(ApiClient client, Optional<TenantId> asked) {
    boolean others = client.tenantId().isPresent() && !client.tenantId().equals(asked);
    return client
        .named()
        .filter(_ -> !others)
        .<Acting>map(settings -> new Acting.ForTenant(asked.orElseThrow(), settings))
        .orElseGet(Acting.ForNobody::new);
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
