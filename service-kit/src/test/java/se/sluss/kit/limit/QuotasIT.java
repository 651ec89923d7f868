package se.sluss.kit.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.probe.Callers;
import se.sluss.kit.probe.KitTest;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.TenantChanged;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.event.VendorChanged;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

@KitTest
class QuotasIT {
  /** As in the test's application.properties. */
  private static final int OF_CLIENT = 400;

  @Inject Callers callers;
  @Inject ClientDirectory directory;
  @Inject Transactions transactions;
  @Inject QuotaWindows windows;

  private final VendorId vendor = VendorId.next();
  private final TenantId tenant = TenantId.next();

  @Test
  void replicasTogetherNeverAdmitMoreThanTheQuotaAndLeaveLittleUnused() throws Exception {
    var quota = new Quota("client", UUID.randomUUID().toString(), 1000);
    var replicas = Stream.generate(() -> new Quotas(windows, InstantSource.system())).limit(3);

    Map<Instant, Integer> admitted = inMinutes(replicas.toList(), quota, 1500);

    assertThat(admitted.values()).allSatisfy(most -> assertThat(most).isLessThanOrEqualTo(1000));
    // However the requests fell on minutes, each replica keeps at most one share to itself.
    assertThat(admitted.values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThanOrEqualTo(1000 - 2 * 50);
  }

  @Test
  void aClientIsToldItsQuotaAndThenToWait() {
    String key = callers.tenantsKey(vendor, tenant, Mode.TEST);

    Response first = list(key);
    Response refused = untilRefused(key, OF_CLIENT);

    assertThat(first.header("RateLimit-Policy")).isEqualTo("\"client\";q=400;w=60");
    assertThat(first.header("RateLimit")).matches("\"client\";r=\\d+;t=\\d+");
    refused
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("code", equalTo("quota-exceeded"))
        .body("violatedPolicies", equalTo(List.of("client")));
    int wait = Integer.parseInt(refused.header("Retry-After"));
    assertThat(refused.header("RateLimit")).isEqualTo("\"client\";r=0;t=" + wait);
    assertThat(wait).isBetween(1, 60);
    list(callers.tenantsKey(vendor, tenant, Mode.TEST)).then().statusCode(200);
  }

  @Test
  void aTenantsQuotaIsForAllItsClientsAndForItsVendorActingForIt() {
    callers.tenant(vendor, tenant);
    tell(
        new TenantChanged(
            tenant, vendor, TenantStatus.ACTIVE, Optional.of(4), Optional.empty(), Instant.now()));
    String one = callers.tenantsKey(vendor, tenant, Mode.TEST);
    String live = callers.tenantsKey(vendor, tenant, Mode.LIVE);
    String vendors = callers.vendorsKey(vendor, Mode.TEST);

    Response refused = untilRefused(one, 4);

    refused.then().statusCode(429).body("violatedPolicies", equalTo(List.of("tenant")));
    assertThat(refused.header("RateLimit-Policy"))
        .isEqualTo("\"client\";q=400;w=60, \"tenant\";q=4;w=60");
    list(vendors).then().statusCode(200);
    list(live).then().statusCode(200);
    untilRefused(() -> as(vendors).header("Sluss-Tenant", tenant.value()).get("/v1/probes"), 4)
        .then()
        .body("violatedPolicies", equalTo(List.of("tenant")));
  }

  @Test
  void aVendorsQuotaIsForAllItsTenants() {
    tell(new VendorChanged(vendor, Optional.of(3), Optional.empty(), Instant.now()));
    String one = callers.tenantsKey(vendor, tenant, Mode.TEST);
    String other = callers.tenantsKey(vendor, TenantId.next(), Mode.TEST);

    untilRefused(one, 3).then().body("violatedPolicies", equalTo(List.of("vendor")));

    untilRefused(other, 3).then().body("violatedPolicies", equalTo(List.of("vendor")));
    list(callers.tenantsKey(VendorId.next(), tenant, Mode.TEST)).then().statusCode(200);
  }

  @Test
  void whoeverNamesStrangersIsCountedToo() {
    String vendors = callers.vendorsKey(vendor, Mode.TEST);

    untilRefused(
            () -> as(vendors).header("Sluss-Tenant", TenantId.next().value()).get("/v1/probes"),
            OF_CLIENT)
        .then()
        .statusCode(429);
  }

  /** So many requests by each replica at once; those admitted, by minute. */
  private static Map<Instant, Integer> inMinutes(List<Quotas> replicas, Quota quota, int each)
      throws InterruptedException, ExecutionException {
    Map<Instant, Integer> admitted = new HashMap<>();
    List<Callable<Map<Instant, Integer>>> work = new ArrayList<>();
    for (Quotas replica : replicas) {
      work.add(
          () -> {
            Map<Instant, Integer> own = new HashMap<>();
            for (int n = 0; n < each; n++) {
              Standing standing = replica.count(List.of(quota)).getFirst();
              // The window's end tells which it is, whenever this thread goes on.
              if (standing.admitted()) {
                Instant end = Instant.now().plus(standing.untilReset());
                own.merge(end.plusSeconds(30).truncatedTo(ChronoUnit.MINUTES), 1, Integer::sum);
              }
            }
            return own;
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Map<Instant, Integer>> done : threads.invokeAll(work)) {
        done.get().forEach((minute, count) -> admitted.merge(minute, count, Integer::sum));
      }
    }
    return admitted;
  }

  private Response untilRefused(String key, int quota) {
    return untilRefused(() -> list(key), quota);
  }

  /** Over the turn of a minute there are two quotas to use up. */
  private static Response untilRefused(Supplier<Response> request, int quota) {
    for (int n = 0; n <= 2 * quota; n++) {
      Response answer = request.get();
      if (answer.statusCode() == 429) {
        return answer;
      }
    }
    throw new AssertionError("Never refused");
  }

  private void tell(DomainEvent event) {
    transactions.asSystem(() -> directory.apply(event));
  }

  private static Response list(String key) {
    return as(key).get("/v1/probes");
  }

  private static RequestSpecification as(String key) {
    return given().header("Authorization", "Bearer " + key);
  }
}
