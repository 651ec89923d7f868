package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.nullValue;
import static se.sluss.testsupport.Eventually.holds;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.ConnectionCertificateExpiring;
import se.sluss.model.event.ConnectionCertificateExpiring.NextCertificate;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.Service;
import se.sluss.model.id.TenantId;

/** The end of a certificate comes closer. */
@SubmitterTest
class CertificateExpiryIT extends Deliveries {
  @Test
  void eachDayIsToldOnceWithWhomItWouldSilence() {
    String connection = vendor.connect(Service.ELT);
    TenantId neverSent = TenantId.next();
    TenantId suspended = TenantId.next();
    TenantId closed = TenantId.next();
    known(vendor, vendor.tenant(), neverSent, suspended, closed);
    known(new Vendor(sealer), TenantId.next());
    is(suspended, TenantStatus.SUSPENDED);
    is(closed, TenantStatus.CLOSED);
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    last(signed, SubmissionReceived.class);

    ends(connection, "89 days 23 hours");
    holds(() -> assertThat(days(connection)).containsExactly(90));
    // While nobody looked, four of them passed: the closest one is told, and no other.
    ends(connection, "144 hours");
    holds(() -> assertThat(days(connection)).containsExactly(90, 6));
    ends(connection, "20 hours");
    holds(() -> assertThat(days(connection)).containsExactly(90, 6, 1));
    // A round after that has looked again.
    ends(connection, "19 hours");
    holds(() -> assertThat(daysLeft(connection)).isLessThan(0.8));

    List<ConnectionCertificateExpiring> told = told(connection);
    assertThat(told).hasSize(3);
    assertThat(told)
        .allSatisfy(
            event -> {
              assertThat(event.tenantIds())
                  .containsExactlyInAnyOrder(vendor.tenant(), neverSent, suspended);
              assertThat(event.nextCertificate()).isEqualTo(NextCertificate.NONE);
              assertThat(event.vendorId()).isEqualTo(vendor.id());
            });
  }

  @Test
  void eachVendorOfALentConnectionIsToldOfItsOwnTenants() {
    String connection = vendor.connect(Service.ELT);
    Vendor guest = new Vendor(sealer);
    Vendor former = new Vendor(sealer);
    Vendor closed = new Vendor(sealer);
    List.of(guest, former, closed).forEach(each -> vendor.lends(connection, each).statusCode(200));
    is(closed.id(), TenantStatus.CLOSED);
    admin()
        .delete("/v1/connections/" + connection + "/guests/" + former.id())
        .then()
        .statusCode(200);
    List.of(vendor, guest, former, closed).forEach(each -> known(each, each.tenant()));

    ends(connection, "144 hours");

    holds(() -> assertThat(told(connection)).hasSize(2));
    assertThat(told(connection))
        .extracting(
            ConnectionCertificateExpiring::vendorId, ConnectionCertificateExpiring::tenantIds)
        .containsExactlyInAnyOrder(
            tuple(vendor.id(), List.of(vendor.tenant())),
            tuple(guest.id(), List.of(guest.tenant())));
  }

  @Test
  void aChangeThatFailsDoesNotHoldUpTheWarningsOfOthers() {
    String failing = new Vendor(sealer).connect(Service.ELT);
    String connection = vendor.connect(Service.ELT);
    String name = failing.replace("-", "");
    Rows.change(
        """
        CREATE FUNCTION submitter.fail_%1$s() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE 'broken'; END $$;
        CREATE TRIGGER fail_%1$s BEFORE UPDATE OF state ON submitter.certificate FOR EACH ROW
          WHEN (OLD.connection_id = '%2$s') EXECUTE FUNCTION submitter.fail_%1$s();
        UPDATE submitter.lane SET changing_to = identity WHERE connection_id = '%2$s'
        """
            .formatted(name, failing));
    try {
      ends(connection, "144 hours");

      holds(() -> assertThat(days(connection)).containsExactly(6));
    } finally {
      Rows.change("DROP FUNCTION submitter.fail_%s() CASCADE".formatted(name));
      Rows.change(
          "UPDATE submitter.lane SET changing_to = NULL WHERE connection_id = '%s'"
              .formatted(failing));
    }
  }

  @Test
  void fewDaysLeftFromTheBeginningAreToldOnce() {
    String connection = vendor.connect(Service.ELT);

    ends(connection, "5 hours");

    holds(() -> assertThat(days(connection)).containsExactly(1));
    ends(connection, "4 hours");
    holds(() -> assertThat(daysLeft(connection)).isLessThan(0.2));
    assertThat(days(connection)).containsExactly(1);
  }

  @Test
  void aDateThatPassesWithoutAProofIsToldOnceAndChangesNothing() {
    String connection = vendor.connect(Service.ELT);
    ends(connection, "300 days");
    uploadNext(connection);

    Rows.change(
        "UPDATE submitter.certificate SET change_at = clock_timestamp(), proof_at = clock_timestamp(), proof_host = 'localhost', proof_result = 'TLS_ALERT' WHERE connection_id = '%s' AND state = 'NEXT'"
            .formatted(connection));

    holds(() -> assertThat(told(connection)).hasSize(1));
    assertThat(told(connection).getFirst().nextCertificate()).isEqualTo(NextCertificate.UPLOADED);
    admin()
        .get("/v1/connections/" + connection + "/certificates")
        .then()
        .body("data.find { it.state == 'NEXT' }.changeAt", nullValue());
    // A round after that has looked again.
    ends(connection, "200 days");
    holds(() -> assertThat(daysLeft(connection)).isLessThan(250));
    assertThat(told(connection)).hasSize(1);
  }

  /** As intake tells of them. */
  private static void known(Vendor of, TenantId... tenants) {
    for (TenantId each : tenants) {
      Rows.change(
          "INSERT INTO submitter.api_tenant (tenant_id, vendor_id) VALUES ('%s', '%s')"
              .formatted(each, of.id()));
    }
  }

  private static void is(Object owner, TenantStatus status) {
    Rows.change(
        "INSERT INTO submitter.api_owner (id, status) VALUES ('%s', '%s')"
            .formatted(owner, status));
  }

  /** Few days are said in hours: a day on which the clock is set has not 24. */
  private static void ends(String connection, String in) {
    Rows.change(
        "UPDATE submitter.certificate SET not_after = clock_timestamp() + interval '%s' WHERE connection_id = '%s'"
            .formatted(in, connection));
  }

  private static List<Integer> days(String connection) {
    return told(connection).stream().map(ConnectionCertificateExpiring::daysLeft).toList();
  }

  private static List<ConnectionCertificateExpiring> told(String connection) {
    return Vendor.toldOf(connection).stream()
        .filter(ConnectionCertificateExpiring.class::isInstance)
        .map(ConnectionCertificateExpiring.class::cast)
        .toList();
  }

  private static double daysLeft(String connection) {
    return admin()
        .get("/q/metrics")
        .then()
        .extract()
        .asString()
        .lines()
        .filter(
            line ->
                line.startsWith("sluss_submitter_certificate_left_days")
                    && line.contains(connection))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(Double.MAX_VALUE);
  }
}
