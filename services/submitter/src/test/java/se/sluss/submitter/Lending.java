package se.sluss.submitter;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;

/** The house and two vendors without a connection of their own. */
abstract class Lending extends Deliveries {
  Vendor house;
  Vendor other;

  @BeforeEach
  final void vendors() {
    house = new Vendor(sealer);
    other = new Vendor(sealer);
  }

  static String guest(String connection, Vendor vendor) {
    return "/v1/connections/" + connection + "/guests/" + vendor.id();
  }

  ValidatableResponse lend(String connection, Vendor to) {
    return house.lends(connection, to);
  }

  static ValidatableResponse put(String path, String body) {
    return admin().contentType("application/json").body(body).put(path).then();
  }

  static void act(String connection, String what) {
    act(connection, what, 200);
  }

  static void act(String connection, String what, int status) {
    admin().post("/v1/lanes/" + connection + "/" + what).then().statusCode(status);
  }
}
