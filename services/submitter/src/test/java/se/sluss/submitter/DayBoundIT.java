package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static se.sluss.testsupport.Eventually.holds;
import static se.sluss.testsupport.Eventually.value;

import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.TenantId;

/**
 * The authority's test environment is not for load: a test connection that leads there makes so
 * many calls a day, whatever is handed in. {@code localhost} stands for it, the number does not.
 */
@SubmitterTest
class DayBoundIT extends Deliveries {

  @BeforeEach
  void notAtMidnight() {
    holds(() -> assertThat(Instant.now().plusSeconds(30)).isBefore(midnight(1)));
  }

  @Test
  void whatIsBeyondTheDaysCallsWaitsForTheNextDayAndIsToldSo() {
    String connection = vendor.connect(Service.ELT);
    delivered();
    callsWereMade(connection, InAHurry.TEST_CALLS - 1);

    SubmissionSigned beyond = queued();

    String restsUntil =
        value(() -> lane(connection).extract().<String>path("restsUntil"), Objects::nonNull);
    assertThat(Instant.parse(restsUntil)).isEqualTo(midnight(1));
    lane(connection)
        .body("state", equalTo("RUNNING"))
        .body("reason", equalTo("DAY_BOUND"))
        .body("backlog", equalTo(1))
        .body("nextSlotAt", equalTo(restsUntil));
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);

    theNextDayComes(connection);

    last(beyond, SubmissionReceived.class);
    lane(connection).body("restsUntil", nullValue()).body("reason", nullValue());
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(2);
  }

  @Test
  void timesAreForetoldWithTheDaysCallsInMind() {
    String connection = vendor.connect(Service.ELT);
    delivered();
    callsWereMade(connection, InAHurry.TEST_CALLS - 3);
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);

    assertThat(foretold(connection, 1)).isBefore(midnight(1));
    assertThat(foretold(connection, 2)).isEqualTo(midnight(1));
    assertThat(foretold(connection, 2 + InAHurry.TEST_CALLS)).isEqualTo(midnight(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LocalHost", "localhost:1", "LOCALHOST:", "localhost.:1"})
  void itHoldsHoweverTheHostIsWritten(String host) {
    String address = "https://" + host + "/shs2/" + Vendor.product(Service.ELT);

    ValidatableResponse registered = Vendor.register(vendor.form(Service.ELT, address, "PT1S"));

    if (registered.extract().statusCode() == 422) {
      registered.body("errors.pointer", contains("#/address"));
      return;
    }
    assertThat(
            Rows.readAs(
                vendor.id(),
                Mode.TEST,
                "SELECT calls_a_day(lane) FROM lane WHERE connection_id = '%s'"
                    .formatted(registered.extract().<String>path("id"))))
        .containsExactly(Integer.toString(InAHurry.TEST_CALLS));
  }

  @Test
  void anAddressThatIsNotTheAuthoritysIsNotBounded() {
    URI named = URI.create(Authority.running().address(Vendor.product(Service.ELT)));
    String connection =
        vendor.connect(
            Service.ELT, "https://127.0.0.1:" + named.getPort() + named.getPath(), "PT0.2S");
    delivered();
    callsWereMade(connection, InAHurry.TEST_CALLS);

    delivered();

    lane(connection).body("restsUntil", nullValue());
  }

  @Test
  void aSlotInWhichNothingWasSentIsNoCall() {
    String connection = vendor.connect(Service.ELT);
    delivered();
    callsWereMade(connection, InAHurry.TEST_CALLS - 1);
    Rows.change(
        """
        UPDATE submitter.attempt SET sent_at = NULL, outcome = 'NOT_SENT'
        WHERE connection_id = '%s' AND number = 1001
        """
            .formatted(connection));

    delivered();
  }

  @ParameterizedTest(name = "{0}, {1} days later: {2}")
  @CsvSource({
    "2026-11-27T22:59:59Z, 0, 2026-11-26T23:00:00Z",
    "2026-11-27T23:00:00Z, 0, 2026-11-27T23:00:00Z",
    "2026-03-28T23:30:00Z, 1, 2026-03-29T22:00:00Z",
    "2026-10-24T22:30:00Z, 1, 2026-10-25T23:00:00Z",
  })
  void theDayIsTheSwedishOneAlsoWhenTheClockIsSet(String at, int later, String begins) {
    assertThat(
            Rows.read(
                "SELECT submitter.swedish_day('%s', %d) = '%s'::timestamptz"
                    .formatted(at, later, begins)))
        .containsExactly("t");
  }

  private void delivered() {
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    last(signed, SubmissionReceived.class);
  }

  private SubmissionSigned queued() {
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    first(signed, SubmissionQueued.class);
    return signed;
  }

  /** So many more, as the one that was made. */
  private static void callsWereMade(String connection, int more) {
    Rows.change(
        """
        INSERT INTO submitter.attempt (id, submission_id, vendor_id, tenant_id, mode, connection_id,
          number, slot_at, window_end, overdue_at, sent_at, finished_at, outcome)
        SELECT id || '-' || n, submission_id, vendor_id, tenant_id, mode, connection_id, 1000 + n,
          slot_at, window_end, overdue_at, sent_at, finished_at, outcome
        FROM submitter.attempt, generate_series(1, %2$d) AS n
        WHERE connection_id = '%1$s' AND outcome = 'RECEIVED'
        """
            .formatted(connection, more));
  }

  /** The calls were made two days ago, since a day may have 25 hours. */
  private static void theNextDayComes(String connection) {
    Rows.change(
        """
        UPDATE submitter.attempt SET slot_at = slot_at - interval '2 days'
        WHERE connection_id = '%1$s';
        UPDATE submitter.lane SET rests_until = clock_timestamp() WHERE connection_id = '%1$s'
        """
            .formatted(connection));
  }

  private static Instant midnight(int days) {
    return Instant.parse(
        Rows.read(
                "SELECT to_char(submitter.swedish_day(clock_timestamp(), %d) AT TIME ZONE 'UTC',"
                        .formatted(days)
                    + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
            .getFirst());
  }

  /** When a document is expected to go that has so many before it. */
  private Instant foretold(String connection, int before) {
    TenantId tenant = Callers.known(vendor, Callers.keyOf(vendor), vendor.tenant());
    return Instant.parse(
        Callers.with(Callers.keyOf(vendor, tenant))
            .get("/v1/lanes/%s/forecast?documents=%d".formatted(connection, before + 1))
            .then()
            .statusCode(200)
            .extract()
            .path("lastLeavesAt"));
  }
}
