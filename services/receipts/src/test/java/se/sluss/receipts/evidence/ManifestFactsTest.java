package se.sluss.receipts.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.Manifest;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;

class ManifestFactsTest {
  private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
  private static final ConnectionId LANE = ConnectionId.next();
  private static final AttemptId FIRST = AttemptId.next();
  private static final AttemptId SECOND = AttemptId.next();

  @Test
  void callThatWasInDoubtAndAnsweredLateIsTheOneThatWasAnswered() {
    List<Fact> told =
        List.of(
            sending(FIRST, 1, 0),
            ending("IN_DOUBT", FIRST, 5),
            queued("RESEND", 6),
            sending(SECOND, 2, 10),
            ending("RECEIVED", FIRST, 12));

    assertThat(ManifestFacts.attempts(told))
        .extracting(Manifest.Attempt::outcome)
        .containsExactly("RECEIVED", "UNKNOWN");
  }

  @Test
  void callThatWasNotMadeIsToldByWhyItStandsInTheLaneAgain() {
    List<Fact> told =
        List.of(
            sending(FIRST, 1, 0),
            queued("NOT_SENT", 1),
            sending(SECOND, 2, 10),
            ending("REFUSED", SECOND, 12));

    assertThat(ManifestFacts.attempts(told))
        .extracting(Manifest.Attempt::outcome, attempt -> attempt.endedAt().orElseThrow())
        .containsExactly(
            tuple("NOT_SENT", START.plusSeconds(1)), tuple("REFUSED", START.plusSeconds(12)));
  }

  @Test
  void callAtAClosedDoorIsNotToldAsOneThatNeverLeft() {
    List<Fact> told =
        List.of(
            sending(FIRST, 1, 0),
            queued("LANE_STOPPED", 3),
            sending(SECOND, 2, 10),
            ending("RECEIVED", SECOND, 12));

    Manifest.Attempt closed = ManifestFacts.attempts(told).getFirst();

    assertThat(closed.outcome()).isEqualTo("SHUT_OFF");
    assertThat(closed.endedAt()).contains(START.plusSeconds(3));
    assertThat(closed.reason()).isEmpty();
  }

  private static Fact sending(AttemptId attempt, int number, int second) {
    return new Fact(
        Fact.SENDING,
        START.plusSeconds(second),
        Map.of(
            Fact.ATTEMPT,
            attempt.value(),
            Fact.NUMBER,
            Integer.toString(number),
            Fact.CONNECTION,
            LANE.value()));
  }

  private static Fact ending(String what, AttemptId attempt, int second) {
    return new Fact(what, START.plusSeconds(second), Map.of(Fact.ATTEMPT, attempt.value()));
  }

  private static Fact queued(String reason, int second) {
    return new Fact(Fact.QUEUED, START.plusSeconds(second), Map.of(Fact.REASON, reason));
  }
}
