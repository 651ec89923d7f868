package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static se.sluss.testsupport.Eventually.holds;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.ConnectionCertificateExpiring;
import se.sluss.model.event.ConnectionCertificateExpiring.NextCertificate;
import se.sluss.model.event.ConnectionCertificateExpiring.Purpose;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Service;

/** A connection's certificate for signing: kept, shown, watched, and sent nowhere. */
@SubmitterTest
class SigningCertificateIT extends Deliveries {
  private String connection;

  @BeforeEach
  void connect() {
    connection = vendor.connect(Service.ELT);
  }

  @Test
  void itStandsBesideTheOneForTlsAndIsReplacedWithoutItsKey() {
    upload(admin(), file())
        .statusCode(200)
        .body("data.purpose", contains("SIGNING", "TLS"))
        .body("data.state", contains("CURRENT", "CURRENT"));
    upload(Callers.with(Callers.keyOf(vendor)), file())
        .statusCode(200)
        .body("data.purpose", contains("SIGNING", "SIGNING", "TLS"))
        .body("data.state", contains("CURRENT", "PAST", "CURRENT"));
    assertThat(keys()).containsExactlyInAnyOrder("SIGNING CURRENT", "TLS CURRENT");

    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    last(signed, SubmissionReceived.class);

    admin()
        .delete(path())
        .then()
        .statusCode(200)
        .body("data.state", contains("PAST", "PAST", "CURRENT"));
    admin().delete(path()).then().statusCode(404);
    assertThat(keys()).containsExactly("TLS CURRENT");
    assertThat(acts())
        .containsExactly(
            "upload signing certificate", "upload signing certificate", "drop signing certificate");
  }

  @Test
  void whatIsNoCertificateIsRefusedAndAnothersConnectionIsNotThere() {
    Map<String, Object> wrong = file();
    wrong.put("keyStorePassword", "another");

    upload(admin(), wrong).statusCode(422).body("errors.code", hasItem("wrong-password"));
    upload(admin(), Map.of()).statusCode(422).body("errors.pointer", hasItem("#/keyStore"));
    upload(Callers.with(Callers.keyOf(new Vendor(sealer))), file()).statusCode(404);
    admin()
        .get("/v1/connections/" + connection + "/certificates")
        .then()
        .body("data.purpose", contains("TLS"));
  }

  @Test
  void neitherKeyNorPasswordIsStoredOrShownInClear() {
    Map<String, Object> file = file();
    String password = file.get("keyStorePassword").toString();

    upload(admin(), file)
        .statusCode(200)
        .body(not(containsString(password)))
        .body(not(containsString(file.get("keyStore").toString())));

    assertThat(
            Rows.read(
                "SELECT (position('\\x3082'::bytea in sealed_key_store) = 1)::text FROM"
                    + " submitter.certificate WHERE purpose = 'SIGNING' AND connection_id = '%s'"
                        .formatted(connection)))
        .as("begins as a key store does")
        .containsExactly("false");
  }

  @Test
  void itsEndIsToldToTheOwnerAloneAndSilencesNobody() {
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    last(signed, SubmissionReceived.class);
    vendor.lends(connection, new Vendor(sealer)).statusCode(200);
    upload(admin(), file()).statusCode(200);

    Rows.change(
        "UPDATE submitter.certificate SET not_after = clock_timestamp() + interval '144 hours' WHERE purpose = 'SIGNING' AND connection_id = '%s'"
            .formatted(connection));

    holds(() -> assertThat(told()).hasSize(1));
    ConnectionCertificateExpiring event = told().getFirst();
    assertThat(event.purpose()).isEqualTo(Purpose.SIGNING);
    assertThat(event.vendorId()).isEqualTo(vendor.id());
    assertThat(event.daysLeft()).isEqualTo(6);
    assertThat(event.tenantIds()).isEmpty();
    assertThat(event.nextCertificate()).isEqualTo(NextCertificate.NONE);
    holds(
        () ->
            assertThat(admin().get("/q/metrics").then().extract().asString())
                .containsPattern(
                    "sluss_submitter_certificate_left_days\\{[^}]*%s[^}]*SIGNING[^}]*} 5"
                        .formatted(connection)));
  }

  private Map<String, Object> file() {
    JsonNode made = AUTHORITY.certificate(vendor.commonName());
    Map<String, Object> file = new HashMap<>();
    file.put("keyStore", made.path("keyStore").asText());
    file.put("keyStorePassword", made.path("password").asText());
    return file;
  }

  private String path() {
    return "/v1/connections/" + connection + "/signing-certificate";
  }

  private ValidatableResponse upload(RequestSpecification caller, Map<String, ?> file) {
    return caller.contentType("application/json").body(file).put(path()).then();
  }

  /** Which certificates have a key. */
  private List<String> keys() {
    return Rows.read(
        "SELECT purpose || ' ' || state FROM submitter.certificate WHERE sealed_key_store IS NOT NULL AND sealed_password IS NOT NULL AND connection_id = '%s'"
            .formatted(connection));
  }

  private List<String> acts() {
    return Rows.read(
        "SELECT what FROM submitter.operator_act WHERE connection_id = '%s' ORDER BY at"
            .formatted(connection));
  }

  private List<ConnectionCertificateExpiring> told() {
    return Vendor.toldOf(connection).stream()
        .filter(ConnectionCertificateExpiring.class::isInstance)
        .map(ConnectionCertificateExpiring.class::cast)
        .toList();
  }
}
