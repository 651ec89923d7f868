package se.sluss.receipts.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import se.sluss.kit.auth.ApiKeys;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.TenantRegistered;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.testsupport.Eventually;

/** An API client that the room knows from intake's events. */
public record Caller(VendorId vendor, Optional<TenantId> tenant, Mode mode, String key) {

  /** A client of a new tenant of a new vendor. */
  public static Caller tenant(Rooms rooms) {
    return register(rooms, VendorId.next(), Optional.of(TenantId.next()), Mode.TEST, Set.of());
  }

  /** A client of a new vendor that acts for all of its tenants. */
  public static Caller vendor(Rooms rooms) {
    return register(rooms, VendorId.next(), Optional.empty(), Mode.TEST, Set.of());
  }

  /** A client of these, as the room knows it once this returns. */
  public static Caller register(
      Rooms rooms, VendorId vendor, Optional<TenantId> tenant, Mode mode, Set<String> scopes) {
    ApiKeys.NewKey key = ApiKeys.generate(mode, !scopes.isEmpty());
    Instant now = Instant.now();
    tenant.ifPresent(id -> rooms.tell(new TenantRegistered(id, vendor, now)));
    rooms.tell(
        new ClientRegistered(
            ClientId.next(), vendor, tenant, mode, scopes, key.sha256(), key.hint(), now));
    Caller caller = new Caller(vendor, tenant, mode, key.key());
    Eventually.value(() -> caller.get("/v1/receipts").statusCode(), status -> status != 401);
    return caller;
  }

  /** One more tenant of this vendor's, as the room knows it once this returns. */
  public TenantId newTenant(Rooms rooms) {
    TenantId one = TenantId.next();
    rooms.tell(new TenantRegistered(one, vendor, Instant.now()));
    Eventually.value(
        () -> request().header("Sluss-Tenant", one.value()).get("/v1/receipts").statusCode(),
        status -> status == 200);
    return one;
  }

  public RequestSpecification request() {
    return given().port(port()).header("Authorization", "Bearer " + key);
  }

  /** Where the room listens, known before a test begins as well. */
  public static int port() {
    return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
  }

  public Response get(String path) {
    return request().get(path);
  }

  public Response post(String path) {
    return request().noContentType().header("Idempotency-Key", UUID.randomUUID()).post(path);
  }

  public Response post(String path, Map<String, Object> body) {
    return request()
        .header("Idempotency-Key", UUID.randomUUID())
        .contentType("application/json")
        .body(body)
        .post(path);
  }

  /** Changes what has this version. */
  public Response put(String path, String etag, Map<String, Object> body) {
    return request().header("If-Match", etag).contentType("application/json").body(body).put(path);
  }

  /** Sends an endpoint's events of these types to the sink from now on. */
  public Response move(String endpoint, Sink sink, String... eventTypes) {
    String path = "/v1/webhook-endpoints/" + endpoint;
    return put(
        path,
        get(path).header("ETag"),
        Map.of("url", sink.url(), "eventTypes", List.of(eventTypes)));
  }

  /** Asks until the answer has this value there. */
  public void awaits(String path, String member, Object value) {
    Eventually.holds(() -> assertThat(get(path).<Object>path(member)).isEqualTo(value));
  }

  /** Creates an endpoint for all submissions' events and returns its id; the sink verifies. */
  public String endpoint(Sink sink) {
    return endpoint(sink, sink.url());
  }

  public String endpoint(Sink sink, String url) {
    Response answer =
        post("/v1/webhook-endpoints", Map.of("url", url, "eventTypes", List.of("submission.*")));
    answer.then().statusCode(201);
    sink.verifyWith(answer.path("secret"));
    return answer.path("id");
  }

  /** Creates an endpoint and tests it until it is active. */
  public String activeEndpoint(Sink sink) {
    return activated(endpoint(sink));
  }

  public String activated(String endpoint) {
    post("/v1/webhook-endpoints/" + endpoint + "/test").then().statusCode(202);
    awaits("/v1/webhook-endpoints/" + endpoint, "status", "ACTIVE");
    return endpoint;
  }
}
