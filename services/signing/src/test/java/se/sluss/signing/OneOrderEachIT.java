package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.testsupport.TestPersons;

/** A document is in one order at a time: nobody signs for nothing. */
@SigningTest
class OneOrderEachIT {
  @Inject OrderDesks desks;

  private World world;
  private OrderDesk desk;

  @BeforeEach
  void freshTenant() {
    desk = desks.fresh();
    world = desk.world();
  }

  @Test
  void theSecondOrderIsRefusedWithTheFirstNamedUntilThatHasEnded() {
    SubmissionRef ref = world.notification();
    SubmissionRef other = world.notification();
    String first = opened(List.of(ref));
    desk.awaitStatus(first, "PENDING");

    post(List.of(other, ref), TestPersons.THIRD)
        .then()
        .statusCode(409)
        .body("code", equalTo("state-conflict"))
        .body("errors.code", equalTo(List.of("being-signed")))
        .body("errors.pointer", hasItem("#/submissionIds/1"))
        .body("errors[0].detail", containsString(first));

    given()
        .spec(world.client())
        .post("/v1/signing-orders/" + first + "/cancel")
        .then()
        .statusCode(202);
    desk.awaitStatus(first, "CANCELLED");
    String second = opened(List.of(other, ref));
    desk.restart(first).statusCode(409).body("errors.code", hasItem("being-signed"));
    desk.awaitStatus(second, "PENDING");
    desk.sign(second, TestPersons.PROVIDER_SIGNER);
    desk.awaitStatus(second, "COMPLETED");
    desk.only(ref, SubmissionSigned.class);
  }

  @Test
  void ofManyWhoOpenOrdersOverTheSameDocumentsAtOnceOneGetsEach() {
    SubmissionRef shared = world.notification();
    List<List<SubmissionRef>> wanted = new ArrayList<>();
    for (SubmissionRef own : world.notifications(8)) {
      List<SubmissionRef> both = new ArrayList<>(List.of(shared, own));
      if (wanted.size() % 2 == 0) {
        Collections.reverse(both);
      }
      wanted.add(both);
    }
    CyclicBarrier together = new CyclicBarrier(wanted.size());

    List<CompletableFuture<Response>> asked =
        wanted.stream()
            .map(
                both ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          await(together);
                          return post(both, TestPersons.PROVIDER_SIGNER);
                        },
                        Thread.ofVirtual()::start))
            .toList();

    List<Integer> answered = asked.stream().map(one -> one.join().statusCode()).sorted().toList();
    assertThat(answered).containsExactly(202, 409, 409, 409, 409, 409, 409, 409);
  }

  @Test
  void onAPageWhoeverIsSecondIsToldSoAndFindsTheWayBack() {
    SubmissionRef ref = world.notification();
    String first = opened(List.of(ref));
    var wanted = new HashMap<>(OrderDesk.body(List.of(ref), "ANORDNARE", TestPersons.THIRD));
    wanted.remove("endUserIp");
    String url = given().spec(world.client()).body(wanted).post("/v1/signing-pages").path("url");
    Response opened = form(java.net.URI.create(url).getPath(), null);
    String page = java.net.URI.create(opened.getHeader("Location")).getPath();

    form(page + "/order", opened)
        .then()
        .statusCode(409)
        .body(containsString("skrivs under på ett annat ställe"))
        .body(containsString("href=\"" + page + "\""));

    given().spec(world.client()).post("/v1/signing-orders/" + first + "/cancel");
    desk.awaitStatus(first, "CANCELLED");
    form(page + "/order", opened).then().statusCode(303);
  }

  private static Response form(String door, Response session) {
    var request = given().redirects().follow(false).header("Sec-Fetch-Site", "same-origin");
    return (session == null ? request : request.cookies(session.getCookies())).post(door);
  }

  private String opened(List<SubmissionRef> refs) {
    return desk.open(refs, "ANORDNARE", TestPersons.PROVIDER_SIGNER).extract().path("id");
  }

  private Response post(List<SubmissionRef> refs, String signer) {
    return given()
        .spec(world.client())
        .body(OrderDesk.body(refs, "ANORDNARE", signer))
        .post("/v1/signing-orders");
  }

  private static void await(CyclicBarrier together) {
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
