package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.Database;
import se.sluss.intake.IntakeTest;
import se.sluss.testsupport.Eventually;

@IntakeTest
class HandInsTogetherIT {
  private static final int EACH = 12;

  private Customer one;
  private Customer other;

  @BeforeEach
  void register() {
    one = Customer.inTestMode();
    other = Customer.ofVendor(one.vendorId(), "test");
  }

  @Test
  void documentsOfSeveralTenantsAtOnceAreEachTheirOwners() throws Exception {
    Map<Customer, List<Future<Response>>> answers = new HashMap<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < EACH; i++) {
        for (Customer customer : List.of(one, other)) {
          answers
              .computeIfAbsent(customer, _ -> new ArrayList<>())
              .add(clients.submit(() -> customer.handIn(customer.notification(UUID.randomUUID()))));
        }
      }
    }

    for (Customer customer : List.of(one, other)) {
      Customer stranger = customer.equals(one) ? other : one;
      for (Future<Response> answer : answers.get(customer)) {
        String id = answer.get().then().statusCode(202).extract().path("id");
        assertThat(customer.status(id).asString()).isEqualTo(answer.get().asString());
        stranger.status(id).then().statusCode(404);
      }
    }
  }

  @Test
  void oneDocumentUnderManyKeysAtOnceIsOneSubmission() throws Exception {
    byte[] document = one.notification(UUID.randomUUID());
    List<Response> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Response> answer :
          clients.invokeAll(
              Collections.<Callable<Response>>nCopies(EACH, () -> one.handIn(document)))) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).extracting(Response::statusCode).containsOnly(200, 202);
    assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(202);
    assertThat(answers)
        .extracting(answer -> answer.path("id"))
        .containsOnly(answers.getFirst().<String>path("id"));
  }

  @Test
  void documentThatIsBeingAddedElsewhereHoldsUpNobodyElse() throws Exception {
    String there = one.handIn(one.notification(UUID.randomUUID())).path("id");
    UUID document = UUID.randomUUID();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Response> waits;
      try (Connection _ = Database.undecided(Database.adding(there, document))) {
        waits = clients.submit(() -> one.handIn(one.notification(document)));
        for (int i = 0; i < EACH; i++) {
          other.handIn(other.notification(UUID.randomUUID())).then().statusCode(202);
        }
        assertThat(waits).isNotDone();
      }
      waits.get().then().statusCode(202);
    }
  }

  /** What came in one transaction has one number in it. */
  @Test
  void documentsThatComeTogetherAreKeptInOneTransaction() {
    Eventually.holds(
        () -> {
          List<Callable<Response>> burst =
              Collections.nCopies(EACH, () -> one.handIn(one.notification(UUID.randomUUID())));
          try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            clients.invokeAll(burst);
          }
          assertThat(
                  Database.texts(
                      "SELECT xmin::text FROM intake.submission WHERE tenant_id = '%s'"
                              .formatted(one.tenantId())
                          + " GROUP BY xmin HAVING count(*) > 1"))
              .isNotEmpty();
        });
  }
}
