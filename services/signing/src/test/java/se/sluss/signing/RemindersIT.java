package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.SubmissionExpired;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSignatureMissing;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.SignerRole;
import se.sluss.signing.order.AcceptForSigning;
import se.sluss.signing.order.RemindOwners;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestPersons;

/** Owners hear of what has waited long for a signature. */
@SigningTest
class RemindersIT {
  @Inject OrderDesks desks;
  @Inject Transactions transactions;
  @Inject AgroalDataSource database;
  @Inject RemindOwners reminders;
  @Inject AcceptForSigning acceptForSigning;

  private World world;
  private OrderDesk desk;

  @BeforeEach
  void freshTenant() {
    desk = desks.freshWithWillingPeople();
    world = desk.world();
  }

  @Test
  void theOwnerIsRemindedOnceForEachTimeThatIsSetWhoeverLooks() {
    SubmissionRef ref = world.timeReport();
    SubmissionRef older = world.timeReport();
    daysPass(older, 4);
    lookTwiceAtOnce();
    desk.only(older, SubmissionSignatureMissing.class);
    assertThat(reminded(ref)).isZero();

    daysPass(ref, 4);
    lookTwiceAtOnce();
    lookTwiceAtOnce();

    SubmissionSignatureMissing first = desk.only(ref, SubmissionSignatureMissing.class);
    assertThat(first.reminder()).isOne();
    assertThat(first.missingRoles()).containsExactly(SignerRole.ASSISTENT, SignerRole.ANORDNARE);
    assertThat(first.signBy()).isAfter(first.remindedAt());

    desk.awaitStatus(desk.open(List.of(ref), "ASSISTENT", null).extract().path("id"), "COMPLETED");
    daysPass(ref, 11);
    lookTwiceAtOnce();

    Eventually.holds(() -> assertThat(reminded(ref)).isEqualTo(2));
    SubmissionSignatureMissing second = desk.last(ref, SubmissionSignatureMissing.class);
    assertThat(second.reminder()).isEqualTo(2);
    assertThat(second.missingRoles()).containsExactly(SignerRole.ANORDNARE);
  }

  @Test
  void oneReminderStandsForThoseInWhoseTimeNobodyLooked() {
    SubmissionRef ref = world.notification();
    daysPass(ref, 15);
    lookTwiceAtOnce();
    lookTwiceAtOnce();

    assertThat(desk.only(ref, SubmissionSignatureMissing.class).reminder()).isEqualTo(2);
  }

  @Test
  void nobodyIsRemindedOfWhatIsSigned() {
    SubmissionRef ref = world.notification();
    desk.awaitStatus(desk.opened(ref), "COMPLETED");
    daysPass(ref, 15);
    SubmissionRef waiting = world.notification();
    daysPass(waiting, 15);
    lookTwiceAtOnce();

    desk.only(waiting, SubmissionSignatureMissing.class);
    assertThat(reminded(ref)).isZero();
  }

  @Test
  void whatNobodySignedInTimeIsToldOnceAndNotSignedAnyMore() {
    SubmissionRef late = world.notification();
    SubmissionRef inTime = world.notification();
    set(late, "sign_by = clock_timestamp()");
    CompletableFuture<Boolean> other =
        CompletableFuture.supplyAsync(() -> transactions.asSystem(acceptForSigning::expireOverdue));
    transactions.asSystem(acceptForSigning::expireOverdue);
    other.join();

    desk.only(late, SubmissionExpired.class);
    given()
        .spec(world.client())
        .body(OrderDesk.body(List.of(late, inTime), "ANORDNARE", TestPersons.PROVIDER_SIGNER))
        .post("/v1/signing-orders")
        .then()
        .statusCode(409)
        .body("errors.code", equalTo(List.of("not-awaiting")))
        .body("errors.pointer", equalTo(List.of("#/submissionIds/0")));
    assertThat(desk.events(inTime, SubmissionExpired.class)).isEmpty();
  }

  @Test
  void whatSomebodyIsSigningWhenItsTimeEndsIsSigned() {
    desk.autoSign(false);
    SubmissionRef ref = world.notification();
    String order = desk.pending(ref);
    set(ref, "sign_by = clock_timestamp()");

    transactions.asSystem(acceptForSigning::expireOverdue);
    desk.sign(order, TestPersons.PROVIDER_SIGNER);

    desk.awaitStatus(order, "COMPLETED");
    desk.only(ref, SubmissionSigned.class);
    assertThat(desk.events(ref, SubmissionExpired.class)).isEmpty();
  }

  private int reminded(SubmissionRef ref) {
    return desk.events(ref, SubmissionSignatureMissing.class).size();
  }

  /** As two replicas do that look at the same time. */
  private void lookTwiceAtOnce() {
    CompletableFuture<Boolean> other =
        CompletableFuture.supplyAsync(() -> transactions.asSystem(reminders::remind));
    transactions.asSystem(reminders::remind);
    other.join();
  }

  /** As if it had come in so much earlier. */
  private void daysPass(SubmissionRef ref, int days) {
    String interval = " - make_interval(days => " + days + ")";
    set(ref, "accepted_at = accepted_at" + interval + ", remind_at = remind_at" + interval);
  }

  private void set(SubmissionRef ref, String columns) {
    transactions.asSystem(
        () -> {
          try (Connection connection = database.getConnection();
              PreparedStatement statement =
                  connection.prepareStatement(
                      "UPDATE signable SET " + columns + " WHERE submission_id = ?")) {
            statement.setString(1, ref.submissionId().value());
            assertThat(statement.executeUpdate()).isOne();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
