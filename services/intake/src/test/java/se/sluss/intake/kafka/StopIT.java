package se.sluss.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import se.sluss.intake.IntakeTest;
import se.sluss.model.event.Topic;
import se.sluss.testsupport.KafkaProbe;

@IntakeTest
class StopIT extends OneSubmission {
  @Test
  void askingToStopIsPassedOnOnceAndStopsWhenTheRoomSaysSo() {
    String cancel = path() + "/cancel";

    get().post(cancel).then().statusCode(202).body("cancelRequestedAt", notNullValue());
    get().post(cancel).then().statusCode(202);

    kafka.await("sluss.intake", 1, sent -> isCancelRequest(sent.key(), sent));
    tell(Topic.SIGNING, events.cancelled(Topic.SIGNING));
    awaitState("CANCELLED");
    get()
        .post(cancel)
        .then()
        .statusCode(202)
        .body("state", equalTo("CANCELLED"))
        .body("links.delivery", nullValue());
    whoeverHandsItInAgainIsToldThatItHasEnded();
    assertThat(kafka.all("sluss.intake").stream().filter(r -> isCancelRequest(r.key(), r)))
        .hasSize(1);
  }

  /** As it is told when the blow comes before the last signature is heard of here. */
  @Test
  void whatTheSenderStoppedIsFoundThere() {
    tell(Topic.SUBMITTER, events.cancelled(Topic.SUBMITTER));
    awaitState("CANCELLED");

    status().then().body("links.delivery", equalTo("/v1/deliveries/" + id()));
  }

  private void whoeverHandsItInAgainIsToldThatItHasEnded() {
    customer
        .handIn(document)
        .then()
        .statusCode(200)
        .body("id", equalTo(id()))
        .body("warnings.code", hasItem("ended-before"));
    customer
        .validate(document)
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("warnings.code", hasItem("ended-before"));
    status().then().body("warnings.code", not(hasItem("ended-before")));
  }

  @Test
  void whatIsBeingSentCanNoLongerBeStopped() {
    tell(Topic.SUBMITTER, events.sending(1));
    awaitState("SENDING");

    get().post(path() + "/cancel").then().statusCode(409).body("code", equalTo("state-conflict"));
    status().then().body("cancelRequestedAt", nullValue());
  }

  private boolean isCancelRequest(String key, ConsumerRecord<String, byte[]> sent) {
    return key.equals(events.ref().submissionId().value())
        && KafkaProbe.header(sent, "ce_type")
            .orElse("")
            .equals("se.sluss.submission.cancel_requested.v1");
  }
}
