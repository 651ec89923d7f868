package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.event.SubmissionCancelRequested;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.SubmissionId;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestPersons;

/** How orders end, begin anew and go on in parts. */
@SigningTest
class OrderOnwardsIT {
  @Inject OrderDesks desks;

  private World world;
  private OrderDesk desk;

  @BeforeEach
  void freshTenant() {
    desk = desks.freshWithWillingPeople();
    world = desk.world();
  }

  @Test
  void anOrderIsCancelledAtBankIdToo() {
    desk.autoSign(false);
    SubmissionRef ref = world.notification();
    String order = desk.pending(ref);

    given()
        .spec(world.client())
        .post("/v1/signing-orders/" + order + "/cancel")
        .then()
        .statusCode(202);

    desk.awaitStatus(order, "CANCELLED");
    assertThat(desk.only(order, SigningOrderFailed.class).reason()).isEqualTo("cancelled");
    given()
        .spec(world.client())
        .post("/v1/signing-orders/" + order + "/cancel")
        .then()
        .statusCode(409);
  }

  @Test
  void aCancelledSubmissionIsNotSignedAnyMore() {
    desk.autoSign(false);
    SubmissionRef kept = world.notification();
    SubmissionRef cancelled = world.notification();
    String order = desk.pending(kept, cancelled);

    world.tell(new SubmissionCancelRequested(cancelled, world.now()), cancelled);
    desk.only(cancelled, SubmissionCancelled.class);
    desk.sign(order, TestPersons.PROVIDER_SIGNER);

    desk.awaitStatus(order, "COMPLETED");
    desk.only(kept, SubmissionSigned.class);
    assertThat(desk.events(cancelled, SubmissionSigned.class)).isEmpty();
  }

  @Test
  void whatIsSignedIsNotSignedAgain() {
    SubmissionRef ref = world.notification();
    desk.awaitStatus(desk.opened(ref), "COMPLETED");

    given()
        .spec(world.client())
        .body(OrderDesk.body(List.of(ref), "ANORDNARE", TestPersons.PROVIDER_SIGNER))
        .post("/v1/signing-orders")
        .then()
        .statusCode(409)
        .body("errors.code", hasItem("not-awaiting"));
  }

  @Test
  void whatEndedUnsignedGoesOnWithOnePress() {
    desk.script("cancel", List.of());
    SubmissionRef ref = world.notification();
    String first = desk.opened(ref);
    desk.awaitStatus(first, "FAILED");
    desk.get(first).body("reason", equalTo("userCancel")).body("message.code", equalTo("RFA6"));

    String second = desk.restart(first).statusCode(202).extract().path("id");

    desk.awaitStatus(second, "COMPLETED");
    desk.only(ref, SubmissionSigned.class);
    desk.get(first).body("restartedAs", equalTo(second));
    desk.get(second).body("restartOf", equalTo(first)).body("submissionIds", hasSize(1));
    desk.restart(first).statusCode(202).body("id", equalTo(second));
    desk.restart(second).statusCode(409).body("code", equalTo("state-conflict"));
  }

  @Test
  void anOrderThatRunsIsNotRestarted() {
    desk.autoSign(false);
    String order = desk.pending(world.notification());

    desk.restart(order).statusCode(409);
  }

  @Test
  void moreThanBankIdTakesAtOnceIsSignedInPartsOneAfterTheOther() {
    List<SubmissionRef> refs = world.notifications(45);

    String order = desk.open(refs, "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");

    desk.awaitStatus(order, "COMPLETED");
    desk.get(order)
        .body("part", equalTo(3))
        .body("parts.status", everyItem(equalTo("SIGNED")))
        .body("parts.submissionIds.flatten()", hasSize(45));
    assertThat(desk.only(order, SigningOrderCompleted.class).submissionIds())
        .containsExactlyInAnyOrderElementsOf(ids(refs));
  }

  @Test
  void ofAnOrderThatEndsBetweenTwoPartsItIsToldWhatIsSignedAndWhatIsNot() {
    desk.autoSign(false);
    List<SubmissionRef> refs = world.notifications(25);
    String order = desk.open(refs, "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");
    desk.awaitStatus(order, "PENDING");
    desk.sign(order, TestPersons.PROVIDER_SIGNER);
    Eventually.holds(
        () -> desk.get(order).body("part", equalTo(2)).body("status", equalTo("PENDING")));
    desk.only(refs.getFirst(), SubmissionSigned.class);
    assertThat(desk.events(order, SigningOrderCompleted.class)).isEmpty();

    given()
        .spec(world.client())
        .post("/v1/signing-orders/" + order + "/cancel")
        .then()
        .statusCode(202);

    assertThat(desk.only(order, SigningOrderFailed.class).submissionIds())
        .isEqualTo(ids(refs.subList(20, 25)));
    assertThat(desk.only(order, SigningOrderCompleted.class).submissionIds())
        .containsExactlyInAnyOrderElementsOf(ids(refs.subList(0, 20)));
  }

  private static List<SubmissionId> ids(List<SubmissionRef> refs) {
    return refs.stream().map(SubmissionRef::submissionId).toList();
  }
}
