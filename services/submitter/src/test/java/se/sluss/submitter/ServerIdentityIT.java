package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static se.sluss.testsupport.Eventually.holds;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.ConnectionServerCertificateChanged;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Service;
import se.sluss.submitter.certificate.Issuer;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.KnownServers;
import se.sluss.submitter.connection.Loans;
import se.sluss.submitter.connection.ServerCertificates;

/** The other side is not who it should be, or does not let us in. */
@SubmitterTest
class ServerIdentityIT extends Deliveries {
  @Inject ServerCertificates servers;
  @Inject Connections connections;
  @Inject Loans loans;
  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject InstantSource clock;

  @AfterEach
  void asBefore() {
    AUTHORITY.showAsBefore();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"commonName\":\"another.test\"} | SERVER_NAME_WRONG",
        "{\"lifetime\":\"PT30S\"} | SERVER_CERTIFICATE_EXPIRED"
      })
  void serverThatIsNotTheRightOneGetsNothingAndTheLaneKeepsAll(String shown, String cause) {
    String connection = vendor.connect(Service.ELT);
    AUTHORITY.showAs(shown);
    SubmissionSigned first = vendor.signed(Service.ELT);
    SubmissionSigned second = vendor.signed(Service.ELT);
    vendor.tell(first);
    vendor.tell(second);
    holds(() -> assertThat(kinds(second)).containsExactly(SubmissionQueued.class));

    stopsWith(connection, cause, 2);
    assertThat(kinds(first)).containsExactly(SubmissionQueued.class);

    AUTHORITY.showAsBefore();
    admin().post("/v1/lanes/" + connection + "/resume").then().statusCode(200);
    last(first, SubmissionReceived.class);
    last(second, SubmissionReceived.class);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(2);
  }

  @Test
  void serverOfAnotherIssuerGetsNothing() {
    Map<String, Object> form =
        vendor.form(
            Service.ELT, Authority.running().address(Vendor.product(Service.ELT)), "PT0.2S");
    form.put("trustedCertificates", Authority.pem(Issuer.root("stranger").certificate()));
    String connection = Vendor.register(form).statusCode(201).extract().path("id");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    stopsWith(connection, "SERVER_NOT_TRUSTED", 1);

    trust(connection, "no certificate").statusCode(422);
    trust(connection, Authority.running().trusted()).statusCode(200);
    admin().post("/v1/lanes/" + connection + "/resume").then().statusCode(200);
    last(signed, SubmissionReceived.class);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
  }

  private static ValidatableResponse trust(String connection, String pem) {
    return admin()
        .contentType("application/json")
        .body(Map.of("trustedCertificates", pem))
        .put("/v1/connections/" + connection + "/trusted-certificates")
        .then();
  }

  @Test
  void certificateThatIsTurnedAwayStopsTheLaneAndNothingCountsAsSent() {
    String connection = vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "tls-refusal", 1000, "");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    stopsWith(connection, "TLS_ALERT", 1);
  }

  @Test
  void anotherValidCertificateIsToldOnceToAllWhoseDocumentsGoThereAndTheLaneGoesOn() {
    String connection = vendor.connect(Service.ELT);
    Vendor guest = new Vendor(sealer);
    Vendor former = new Vendor(sealer);
    vendor.lends(connection, guest).statusCode(200);
    vendor.lends(connection, former).statusCode(200);
    admin()
        .delete("/v1/connections/" + connection + "/guests/" + former.id())
        .then()
        .statusCode(200);
    SubmissionSigned before = vendor.signed(Service.ELT);
    vendor.tell(before);
    last(before, SubmissionReceived.class);
    AUTHORITY.showAs("{}");
    SubmissionSigned after = vendor.signed(Service.ELT);

    vendor.tell(after);

    last(after, SubmissionReceived.class);
    admin()
        .get("/v1/connections/" + connection + "/server-certificates")
        .then()
        .statusCode(200)
        .body("data", hasSize(2))
        .body("data[0].subject", equalTo("CN=localhost"));
    String now = shown(connection, 0);
    String then = shown(connection, 1);
    holds(() -> assertThat(changes(connection)).hasSize(2));
    assertThat(changes(connection))
        .extracting(ConnectionServerCertificateChanged::vendorId)
        .containsExactlyInAnyOrder(vendor.id(), guest.id());
    assertThat(changes(connection))
        .allSatisfy(
            change -> {
              assertThat(change.certificate().fingerprint()).isEqualTo(now).isNotEqualTo(then);
              assertThat(change.certificate().subject()).isEqualTo("CN=localhost");
              assertThat(change.before().fingerprint()).isEqualTo(then);
            });
    lane(connection).body("state", equalTo("RUNNING"));
    assertThat(metrics())
        .matches("(?s).*sluss_submitter_server_certificates_changed_total\\{[^}]*} [1-9].*");
  }

  @Test
  void certificateThatWasToldIsNotToldAgainByAnotherReplicaOrAfterARestart() {
    ConnectionId connection = ConnectionId.of(vendor.connect(Service.ELT));
    X509Certificate first = Issuer.root("first").certificate();
    X509Certificate second = Issuer.root("second").certificate();
    X509Certificate third = Issuer.root("third").certificate();

    replica().seen(connection, first);
    replica().seen(connection, second);
    replica().seen(connection, second);
    replica().seen(connection, first);
    // Events of one connection keep their order: what was told before it, is there.
    replica().seen(connection, third);

    holds(
        () ->
            assertThat(changes(connection.value()))
                .extracting(change -> change.certificate().subject())
                .containsExactly("CN=second", "CN=third"));
  }

  @Test
  void goingBackToAnOlderCertificateIsToldToo() {
    ConnectionId connection = ConnectionId.of(vendor.connect(Service.ELT));
    X509Certificate first = Issuer.root("first").certificate();
    X509Certificate second = Issuer.root("second").certificate();
    replica().seen(connection, first);
    replica().seen(connection, second);
    Rows.change(
        "UPDATE submitter.server_certificate SET shown_at = shown_at - interval '2 hours' WHERE connection_id = '%s'"
            .formatted(connection));

    replica().seen(connection, first);
    replica().seen(connection, first);
    replica().seen(connection, second);

    holds(
        () ->
            assertThat(changes(connection.value()))
                .extracting(
                    change -> change.before().subject() + " " + change.certificate().subject())
                .containsExactly("CN=first CN=second", "CN=second CN=first", "CN=first CN=second"));
  }

  @Test
  void firstCertificateAtAnotherAddressIsNoChange() {
    String connection = vendor.connect(Service.ELT);
    ConnectionId id = ConnectionId.of(connection);
    replica().seen(id, Issuer.root("first").certificate());
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    admin()
        .contentType("application/json")
        .body(Map.of("address", "https://localhost:1/shs2/" + Vendor.product(Service.ELT)))
        .put("/v1/connections/" + connection + "/address")
        .then()
        .statusCode(200);

    replica().seen(id, Issuer.root("second").certificate());
    replica().seen(id, Issuer.root("third").certificate());

    holds(() -> assertThat(changes(connection)).isNotEmpty());
    assertThat(changes(connection))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.certificate().subject()).isEqualTo("CN=third");
              assertThat(change.before().subject()).isEqualTo("CN=second");
            });
  }

  /** One that has seen nothing itself yet. */
  private KnownServers replica() {
    return new KnownServers(
        servers, connections, loans, outbox, transactions, clock, new SimpleMeterRegistry());
  }

  private static String shown(String connection, int place) {
    return admin()
        .get("/v1/connections/" + connection + "/server-certificates")
        .then()
        .extract()
        .path("data[%d].fingerprint".formatted(place));
  }

  private static List<ConnectionServerCertificateChanged> changes(String connection) {
    return Vendor.toldOf(connection).stream()
        .filter(ConnectionServerCertificateChanged.class::isInstance)
        .map(ConnectionServerCertificateChanged.class::cast)
        .toList();
  }

  private void stopsWith(String connection, String cause, int backlog) {
    holds(
        () ->
            assertThat(
                    Vendor.toldOf(connection).stream()
                        .filter(ConnectionStopped.class::isInstance)
                        .map(event -> ((ConnectionStopped) event).reason())
                        .findFirst()
                        .orElse(null))
                .isEqualTo(Objects.requireNonNull(cause)));
    lane(connection)
        .body("state", equalTo("STOPPED"))
        .body("reason", equalTo(cause))
        .body("backlog", equalTo(backlog))
        .body("inDoubt", equalTo(0));
    assertThat(AUTHORITY.calls(vendor.commonName())).isEmpty();
    assertThat(
            Rows.read(
                "SELECT id FROM submitter.attempt WHERE connection_id = '%s'"
                    .formatted(connection)))
        .isEmpty();
  }

  private static String metrics() {
    return admin().get("/q/metrics").then().extract().asString();
  }
}
