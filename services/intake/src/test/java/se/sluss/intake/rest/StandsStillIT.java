package se.sluss.intake.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;

/** Whose lanes stand still, as it is told to who acts for several tenants. */
@IntakeTest
class StandsStillIT extends Reports {
  private static final List<String> LISTS = List.of("/v1/submissions", "/v1/status?month=2026-11");

  private Customer one;
  private Customer neighbour;
  private Customer vendor;

  @BeforeEach
  void twoTenantsOfOneVendor() {
    one = Customer.inTestMode();
    neighbour = Customer.ofVendor(one.vendorId(), "test");
    vendor =
        new Customer(one.vendorId(), one.tenantId(), one.organisationNumber(), one.vendorKey());
  }

  @Test
  void eachTenantsDocumentsTellOfItsOwnLaneInAVendorsLists() {
    String first = waiting(one, 1);
    String firstOfNeighbour = waiting(neighbour, 2);
    String last = waiting(one, 3);
    String lastOfNeighbour = waiting(neighbour, 4);

    set(last, "queue_stands_still = 'PAUSED'");

    for (String list : LISTS) {
      vendor
          .call()
          .get(list)
          .then()
          .statusCode(200)
          .body(told(one), contains("PAUSED", "PAUSED"))
          .body(told(neighbour), contains(nullValue(), nullValue()));
    }
    vendor.status(first).then().body("queue.standsStill", equalTo("PAUSED"));
    vendor.status(firstOfNeighbour).then().body("queue.standsStill", nullValue());

    set(lastOfNeighbour, "queue_stands_still = 'STOPPED'");

    for (String list : LISTS) {
      vendor
          .call()
          .get(list)
          .then()
          .body(told(one), contains("PAUSED", "PAUSED"))
          .body(told(neighbour), contains("STOPPED", "STOPPED"));
      vendor
          .call()
          .header("Sluss-Tenant", neighbour.tenantId())
          .get(list)
          .then()
          .body(told(one), hasSize(0))
          .body(told(neighbour), contains("STOPPED", "STOPPED"));
    }
  }

  private static String told(Customer tenant) {
    return "data.findAll { it.tenantId == '%s' }.queue.standsStill".formatted(tenant.tenantId());
  }

  /** One that waits in its tenant's lane, behind those of a lower turn. */
  private static String waiting(Customer tenant, int turn) {
    String id =
        tenant
            .handIn(tenant.timeReport(UUID.randomUUID()))
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    set(
        id,
        ("state = 'QUEUED', queue_position = %1$d, queue_turn = %1$d, queue_as_of = now(),"
                + " queue_estimated_start = now() + interval '1 hour'")
            .formatted(turn));
    return id;
  }
}
