package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Authority;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Operator;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/** What becomes of documents when the authority does not answer, refuses, or shuts the door. */
@OnRunningSluss
@Order(3)
class FaultsAtTheAuthorityE2E {
  private final Authority authority;
  private final Operator operator;
  private final Vendor vendor;

  FaultsAtTheAuthorityE2E(RunningSluss sluss) {
    authority = sluss.authority();
    operator = sluss.operator();
    vendor = operator.vendor("Faults", 1);
  }

  @Test
  void aLostAnswerLeavesInDoubtAndTheSameBytesGoAgain() {
    authority.arm(vendor.id(), "drop-after-storing");
    Handed one = vendor.handIn(vendor.provider());
    vendor.sign(List.of(one));
    vendor.await(List.of(one), "RECEIVED");

    List<Authority.Call> calls = callsOf(one);
    assertThat(calls).extracting(Authority.Call::answered).containsExactly(false, true);
    assertThat(calls).extracting(Authority.Call::resend).containsExactly(false, true);
    assertThat(calls).allSatisfy(call -> assertSent(one, call));
    JsonNode submission = vendor.submission(one.submissionId());
    assertThat(states(submission)).contains("IN_DOUBT");
    assertThat(submission.at("/receipt/txId").asText()).isEqualTo(calls.getLast().txId());
    Door.await(
        () -> {
          assertThat(vendor.hook().about(one.submissionId(), "submission.in_doubt")).hasSize(1);
          assertThat(vendor.hook().about(one.submissionId(), "submission.received")).hasSize(1);
        });
  }

  @Test
  void aDeclaredFaultRefusesForGood() {
    authority.arm(vendor.id(), "validation-fault");
    Handed refused = vendor.handIn(vendor.provider());
    vendor.sign(List.of(refused));
    vendor.await(List.of(refused), "REFUSED");
    // The lane goes on with the next document, so it had every opportunity to repeat the first.
    Handed next = vendor.handIn(vendor.provider());
    vendor.sign(List.of(next));
    vendor.await(List.of(next), "RECEIVED");

    assertThat(callsOf(refused)).hasSize(1);
    JsonNode receipt =
        vendor
            .door(Room.RECEIPTS)
            .get(
                "/v1/receipts/"
                    + vendor.submission(refused.submissionId()).at("/receipt/id").asText())
            .orFail()
            .json();
    assertThat(receipt.path("outcome").asText()).isEqualTo("REFUSED");
    assertThat(receipt.at("/refusal/reason").asText()).isEqualTo("XML_VALIDATION");
    Door.await(
        () ->
            assertThat(vendor.hook().about(refused.submissionId(), "submission.refused"))
                .hasSize(1));
  }

  @Test
  void aClosedDoorStopsTheLaneUntilTheOperatorResumesIt() {
    int before = authority.callsOf(vendor.id()).size();
    authority.answer(vendor.id(), 403);
    List<Handed> handed = vendor.handIn(vendor.provider(), 3);
    vendor.sign(handed.subList(0, 1));
    Door.await(() -> assertThat(lane()).isEqualTo("STOPPED"));
    vendor.sign(handed.subList(1, 3));
    Door.await(() -> assertThat(vendor.hook().told("connection.stopped").findAny()).isPresent());

    vendor.await(handed, "QUEUED");
    // Nothing leaves a stopped lane, and what waits in it stays in its order.
    assertThat(authority.callsOf(vendor.id())).hasSize(before + 1);

    operator.resume(vendor.connectionId());
    vendor.await(handed, "RECEIVED");
    List<Authority.Call> after = authority.callsOf(vendor.id());
    assertThat(after.subList(before, after.size()))
        .extracting(Authority.Call::outcome)
        .containsExactly("HTTP_STATUS", "ACCEPTED", "ACCEPTED", "ACCEPTED");
    assertThat(after.get(before + 1).documentId()).isEqualTo(after.get(before).documentId());
    assertThat(authority.hasShutOff(vendor.id())).isFalse();
  }

  private String lane() {
    return operator.lane(vendor.connectionId()).path("state").asText();
  }

  private void assertSent(Handed one, Authority.Call call) {
    assertThat(authority.documentOf(call)).isEqualTo(one.bytes());
  }

  private List<Authority.Call> callsOf(Handed one) {
    return authority.callsOf(vendor.id(), one.documentId().toString());
  }

  private static List<String> states(JsonNode submission) {
    var states = new ArrayList<String>();
    submission.path("history").forEach(step -> states.add(step.path("state").asText()));
    return states;
  }
}
