package se.sluss.submitter;

import static io.restassured.RestAssured.given;
import static se.sluss.testsupport.Eventually.value;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.event.SubmissionInDoubt;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSending;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.RetellPlaces;
import se.sluss.testsupport.RealInfrastructure;
import se.sluss.testsupport.TestServers;

/** Documents of a new vendor for each test, and what is told of them. */
abstract class Deliveries {
  static final Authority AUTHORITY = Authority.running();

  @Inject Sealer sealer;
  @Inject RetellPlaces retellPlaces;

  Vendor vendor;

  @BeforeEach
  void newVendor() {
    vendor = new Vendor(sealer);
  }

  final <T extends SubmissionEvent> T first(SubmissionSigned signed, Class<T> kind) {
    return kind.cast(
        value(
            () ->
                Vendor.told(signed.submission().submissionId()).stream()
                    .filter(kind::isInstance)
                    .findFirst()
                    .orElse(null),
            Objects::nonNull));
  }

  /** The last event, once it is of that kind. */
  final <T extends SubmissionEvent> T last(SubmissionSigned signed, Class<T> kind) {
    return kind.cast(
        value(() -> Vendor.told(signed.submission().submissionId()).getLast(), kind::isInstance));
  }

  /** What was told, without slots that were missed and given back: on a busy machine some are. */
  static List<Class<?>> kinds(SubmissionSigned signed) {
    List<Class<?>> kinds = new ArrayList<>();
    for (SubmissionEvent event : Vendor.told(signed.submission().submissionId())) {
      if (isGivenBack(event)) {
        kinds.removeLast();
      } else {
        kinds.add(event.getClass());
      }
    }
    return kinds;
  }

  private static boolean isGivenBack(SubmissionEvent event) {
    return event instanceof SubmissionQueued queued && queued.reason() == QueuedReason.NOT_SENT
        || event instanceof SubmissionInDoubt doubt
            && doubt.reason().equals(Cause.WINDOW_MISSED.name());
  }

  /** Why, time after time, nothing goes that waits with it, after one more round of telling. */
  final List<String> standing(SubmissionSigned signed) {
    retellPlaces.retell();
    return Vendor.told(signed.submission().submissionId()).stream()
        .filter(SubmissionQueued.class::isInstance)
        .map(event -> ((SubmissionQueued) event).standsStill().orElse(""))
        .toList();
  }

  /** How many slots were taken for it. */
  static int slots(SubmissionSigned signed) {
    return Math.toIntExact(
        Vendor.told(signed.submission().submissionId()).stream()
            .filter(SubmissionSending.class::isInstance)
            .count());
  }

  final String opened(SubmissionSigned signed, SubmissionReceived received) {
    return new String(
        sealer.open(
            signed.submission().tenantId(),
            signed.submission().submissionId().value(),
            Purpose.AUTHORITY_RESPONSE,
            received.sealedResponse()),
        StandardCharsets.UTF_8);
  }

  static int tombstones(SubmissionId submission) throws Exception {
    try (var database = TestServers.running(false).superuser();
        var query =
            database.prepareStatement(
                "SELECT count(*) FROM submitter.cancelled_early WHERE submission_id = ?")) {
      query.setString(1, submission.value());
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** As if its onboarding had come to its end, which takes more than these tests are about. */
  static void opened(String liveConnection) {
    Rows.change(
        """
        INSERT INTO submitter.live_opening (connection_id, vendor_id, opened_at, who, reason, overridden)
        SELECT id, vendor_id, clock_timestamp(), 'a test', '', '{}'
        FROM submitter.connection WHERE id = '%s'
        """
            .formatted(liveConnection));
    admin().post("/v1/lanes/" + liveConnection + "/resume").then().statusCode(200);
  }

  static ValidatableResponse lane(String connection) {
    return admin().get("/v1/lanes/" + connection).then().statusCode(200);
  }

  static RequestSpecification admin() {
    return given().auth().oauth2(RealInfrastructure.ADMIN_KEY);
  }

  /** The certificate that is to come after the one in force, with a key of its own. */
  final void uploadNext(String connection) {
    JsonNode made = AUTHORITY.certificate("next of " + vendor.commonName());
    admin()
        .contentType("application/json")
        .body(
            Map.of(
                "keyStore", made.path("keyStore").asText(),
                "keyStorePassword", made.path("password").asText()))
        .put("/v1/connections/" + connection + "/next-certificate")
        .then()
        .statusCode(200);
  }
}
