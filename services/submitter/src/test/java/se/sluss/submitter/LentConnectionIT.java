package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.TenantId;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** The house's connection in the hands of vendors without one, from the loan to the receipt. */
@SubmitterTest
class LentConnectionIT extends Lending {
  @Test
  void vendorsShareTheHousesConnectionByTurnsUnderItsOneIdentity() {
    String connection = house.connect(Service.ELT);
    act(connection, "pause");
    lend(connection, vendor).statusCode(200).body("data.vendorId", contains(vendor.id().value()));
    lend(connection, other)
        .statusCode(200)
        .body("data.vendorId", contains(vendor.id().value(), other.id().value()))
        .body("data.until", contains(nullValue(), nullValue()));
    List<SubmissionSigned> many = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      many.add(vendor.signed(Service.ELT, TenantId.next()));
      many.add(vendor.signed(Service.ELT, TenantId.next()));
    }
    List<SubmissionSigned> few =
        List.of(other.signed(Service.ELT), other.signed(Service.ELT), other.signed(Service.ELT));
    for (SubmissionSigned each : many) {
      vendor.tell(each);
      first(each, SubmissionQueued.class);
    }
    for (SubmissionSigned each : few) {
      vendor.tell(each);
      first(each, SubmissionQueued.class);
    }

    act(connection, "resume");

    many.forEach(each -> last(each, SubmissionReceived.class));
    few.forEach(each -> last(each, SubmissionReceived.class));
    List<String> sent =
        AUTHORITY.calls(house.commonName()).stream().map(LentConnectionIT::document).toList();
    assertThat(sent).hasSize(11).doesNotHaveDuplicates();
    Set<String> theirs = Set.of(documents(few));
    assertThat(sent.subList(0, 6).stream().filter(theirs::contains))
        .as("three of the first six, though the others came first and have eight tenants")
        .hasSize(3);
    assertThat(AUTHORITY.shutOff(house.commonName())).isFalse();
  }

  @Test
  void onlyTheOperatorLendsAndOnlyToVendorsWithoutOneOfTheirOwn() {
    String connection = house.connect(Service.ELT);
    String own = vendor.connect(Service.ELT);
    String key = Callers.key(house, Optional.empty(), Mode.TEST, Set.of("connections:write"));

    lend(connection, vendor).statusCode(409).body("code", equalTo("state-conflict"));
    lend(connection, house).statusCode(409);
    vendor.lends(own, other).statusCode(200);
    vendor.lends(own, other).statusCode(200).body("data", hasSize(1));
    lend(connection, other).statusCode(409);
    Callers.with(key)
        .contentType("application/json")
        .body("{}")
        .put(guest(connection, new Vendor(sealer)))
        .then()
        .statusCode(403);
    put("/v1/connections/" + connection + "/guests/x", "{}").statusCode(404);
    admin().delete(guest(connection, other)).then().statusCode(404);
    admin()
        .delete(guest(own, other))
        .then()
        .statusCode(200)
        .body("data.until", contains(notNullValue()));
    assertThat(
            Rows.read(
                "SELECT what || ': ' || details FROM submitter.operator_act WHERE connection_id ="
                    + " '%s' ORDER BY id".formatted(own)))
        .containsExactly("lend: " + other.id(), "lend: " + other.id(), "end loan: " + other.id());
  }

  @Test
  void nobodysOwnConnectionIsLentByAWrongIdentifier() {
    String own = vendor.connect(Service.ELT);

    for (String body : List.of("{}", "{\"ownerVendorId\":\"%s\"}".formatted(house.id()))) {
      put(guest(own, other), body)
          .statusCode(422)
          .body("errors.pointer", contains("#/ownerVendorId"));
    }
    put(guest(own, other), "{\"ownerVendorId\":\"%s\"}".formatted(house.id()))
        .body("errors.code", contains("not-the-owner"));

    admin().get("/v1/connections/" + own + "/guests").then().body("data", empty());
  }

  @Test
  void anOwnConnectionGoesFirstAndWhatWaitedIsSentOnceOverIt() {
    String connection = house.connect(Service.ELT);
    act(connection, "pause");
    lend(connection, vendor).statusCode(200);
    SubmissionSigned waiting = vendor.signed(Service.ELT);
    vendor.tell(waiting);
    first(waiting, SubmissionQueued.class);

    String own = vendor.connect(Service.ELT);

    last(waiting, SubmissionReceived.class);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
    assertThat(AUTHORITY.calls(house.commonName())).isEmpty();
    Callers.with(Callers.keyOf(vendor))
        .get("/v1/lanes")
        .then()
        .body("data.connectionId", contains(own))
        .body("data.lent", contains(false));
  }

  @Test
  void aLentLiveLaneStartsClosedAndAnOwnOneTakesOverOnceItIsOpen() {
    String connection = Vendor.register(live(house)).statusCode(201).extract().path("id");
    lend(connection, vendor).statusCode(200);
    SubmissionSigned one = signedLive();
    vendor.tell(one);
    first(one, SubmissionQueued.class);
    Callers.with(Callers.key(vendor, Optional.empty(), Mode.LIVE, Set.of()))
        .get("/v1/lanes/" + connection)
        .then()
        .body("state", equalTo("PAUSED"))
        .body("reason", equalTo("ONBOARDING"));
    act(connection, "resume", 409);

    opened(connection);

    last(one, SubmissionReceived.class);
    String own = Vendor.register(live(vendor)).statusCode(201).extract().path("id");
    SubmissionSigned two = signedLive();
    vendor.tell(two);
    last(two, SubmissionReceived.class);
    assertThat(AUTHORITY.calls(house.commonName())).as("own one is still closed").hasSize(2);
    opened(own);
    SubmissionSigned three = signedLive();
    vendor.tell(three);
    last(three, SubmissionReceived.class);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
    lane(own).body("backlog", equalTo(0));
  }

  private static String document(JsonNode call) {
    return call.path("documentId").asText();
  }

  private static String[] documents(List<SubmissionSigned> signed) {
    return signed.stream().map(one -> one.submission().documentId()).toArray(String[]::new);
  }

  private static Map<String, Object> live(Vendor vendor) {
    URI test = URI.create(Authority.running().address(Vendor.product(Service.ELT)));
    Map<String, Object> form =
        vendor.form(Service.ELT, "https://127.0.0.1:" + test.getPort() + test.getPath(), "PT0.3S");
    form.put("mode", "live");
    return form;
  }

  private SubmissionSigned signedLive() {
    UUID id = UUID.randomUUID();
    return vendor.signed(
        Service.ELT,
        Mode.LIVE,
        vendor.tenant(),
        id.toString(),
        TestDocuments.timeReport(id, TestPersons.organisationNumber(1)));
  }
}
