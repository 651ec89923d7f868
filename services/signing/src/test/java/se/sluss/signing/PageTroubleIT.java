package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.Mode;
import se.sluss.model.sealed.Sealer;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestPersons;

/** A fault of ours on the hosted page is no dead end: it says how to go on when it is over. */
@SigningTest
class PageTroubleIT {
  @Inject Sealer sealer;
  @Inject Transactions transactions;
  @Inject AgroalDataSource database;

  private World world;

  @BeforeEach
  void freshTenant() {
    world = new World(KafkaProbe.onTestServers(), sealer, Mode.TEST);
  }

  @Test
  void aLinkThatFailsIsFollowedAgain() {
    Response created = page();
    String door = path(created.path("url"));
    role(created.path("id"), "BROKEN");

    given()
        .get(door)
        .then()
        .statusCode(500)
        .contentType(containsString("text/html"))
        .body(containsString("href=\"" + door + "\""));
    form(door, null)
        .then()
        .statusCode(500)
        .contentType(containsString("text/html"))
        .body(containsString("href=\"" + door + "\""));

    role(created.path("id"), "ANORDNARE");
    form(door, null).then().statusCode(303);
  }

  @Test
  void aFormThatFailsLeadsBackToThePageAndNotToItsOwnAddress() {
    Response created = page();
    Response session = form(path(created.path("url")), null);
    String page = path(session.getHeader("Location"));
    role(created.path("id"), "BROKEN");

    form(page + "/order", session)
        .then()
        .statusCode(500)
        .contentType(containsString("text/html"))
        .body(containsString("href=\"" + page + "\""));

    role(created.path("id"), "ANORDNARE");
    given()
        .redirects()
        .follow(false)
        .cookies(session.getCookies())
        .get(page + "/order")
        .then()
        .statusCode(303)
        .header("Location", equalTo(session.getHeader("Location")));
  }

  private Response page() {
    var wanted =
        new HashMap<>(
            OrderDesk.body(
                List.of(world.notification()), "ANORDNARE", TestPersons.PROVIDER_SIGNER));
    wanted.remove("endUserIp");
    return given().spec(world.client()).body(wanted).post("/v1/signing-pages");
  }

  private static Response form(String door, Response session) {
    var request = given().redirects().follow(false).header("Sec-Fetch-Site", "same-origin");
    return (session == null ? request : request.cookies(session.getCookies())).post(door);
  }

  private static String path(String url) {
    return URI.create(url).getPath();
  }

  /** A row that cannot be read stands for whatever may go wrong. */
  private void role(String page, String role) {
    transactions.asSystem(
        () -> {
          String update = "UPDATE signing_page SET role = ?, version = version + 1 WHERE id = ?";
          try (Connection connection = database.getConnection();
              PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, role);
            statement.setString(2, page);
            statement.executeUpdate();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
