package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static se.sluss.testsupport.Eventually.holds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionParked;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Service;

/** What goes wrong with one document or one slot does not carry away the lane. */
@SubmitterTest
class LaneGoesOnIT extends Deliveries {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sealed_document = sealed_document || 'x'::bytea",
        "sealed_signatures = ''",
        "document_sha256 = repeat('0', 64)"
      })
  void damagedDocumentIsPutAsideAndTheNextGoes(String damage) {
    String connection = vendor.connect(Service.ELT);
    admin().post("/v1/lanes/" + connection + "/pause").then().statusCode(200);
    SubmissionSigned damaged = vendor.signed(Service.ELT);
    SubmissionSigned next = vendor.signed(Service.ELT);
    vendor.tell(damaged);
    vendor.tell(next);
    first(damaged, SubmissionQueued.class);
    first(next, SubmissionQueued.class);
    Rows.change(
        "UPDATE submitter.job SET %s WHERE submission_id = '%s'"
            .formatted(damage, damaged.submission().submissionId()));

    admin().post("/v1/lanes/" + connection + "/resume").then().statusCode(200);

    last(next, SubmissionReceived.class);
    assertThat(last(damaged, SubmissionParked.class).reason()).isEqualTo("DOCUMENT_UNREADABLE");
    assertThat(kinds(damaged)).containsExactly(SubmissionQueued.class, SubmissionParked.class);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
    lane(connection).body("state", equalTo("RUNNING")).body("parked", equalTo(1));

    vendor.askToCancel(damaged.submission());

    last(damaged, SubmissionCancelled.class);
    lane(connection).body("parked", equalTo(0));
  }

  @Test
  void missedWindowsComeSlowerAndSlowerUntilOneIsMet() {
    String connection = vendor.connect(Service.ELT);
    Rows.change(
        """
        CREATE FUNCTION submitter.slow_claim() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END';
        CREATE TRIGGER slow_claim BEFORE INSERT ON submitter.attempt FOR EACH ROW
          WHEN (NEW.connection_id = '%s') EXECUTE FUNCTION submitter.slow_claim();
        """
            .formatted(connection));
    SubmissionSigned signed = vendor.signed(Service.ELT);
    try {
      vendor.tell(signed);
      holds(
          () ->
              assertThat(
                      Rows.read(
                          "SELECT id FROM submitter.attempt WHERE cause = 'WINDOW_MISSED' AND"
                              + " submission_id = '"
                              + signed.submission().submissionId()
                              + "'"))
                  .hasSizeGreaterThanOrEqualTo(4));
    } finally {
      Rows.change(
          "DROP TRIGGER slow_claim ON submitter.attempt; DROP FUNCTION submitter.slow_claim()");
    }

    last(signed, SubmissionReceived.class);
    String spread =
        "SELECT (extract(epoch FROM max(slot_at) - min(slot_at)) * 1000)::bigint FROM"
            + " submitter.attempt WHERE number <= 4 AND submission_id = '"
            + signed.submission().submissionId()
            + "'";
    assertThat(Long.parseLong(Rows.read(spread).getFirst())).isGreaterThanOrEqualTo(1750);
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);
  }
}
