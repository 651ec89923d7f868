package se.sluss.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubmissionStateTest {
  /** Rows leave, columns arrive, both in the order of the enum. */
  private static final List<String> MOVES =
      List.of(
          // ACCEPTED AWAITING QUEUED SENDING IN_DOUBT PARKED RECEIVED REFUSED CANCELLED EXPIRED
          "-+++++++++", // ACCEPTED
          "-+++++++++", // AWAITING_SIGNATURE
          "--+++++++-", // QUEUED
          "--++++++--", // SENDING
          "--++++++--", // IN_DOUBT
          "--++--+++-", // PARKED
          "----------", // RECEIVED
          "----------", // REFUSED
          "----------", // CANCELLED
          "----------"); // EXPIRED

  static Stream<SubmissionState> states() {
    return Stream.of(SubmissionState.values());
  }

  @ParameterizedTest
  @MethodSource("states")
  void everyMoveIsAsTheTableSays(SubmissionState from) {
    var row = new StringBuilder();
    for (SubmissionState to : SubmissionState.values()) {
      row.append(from.mayBecome(to) ? '+' : '-');
    }

    assertThat(row).hasToString(MOVES.get(from.ordinal()));
  }

  @Test
  void whatIsFinalIsLeftByNothing() {
    assertThat(states().filter(SubmissionState::isFinal))
        .containsExactly(
            SubmissionState.RECEIVED,
            SubmissionState.REFUSED,
            SubmissionState.CANCELLED,
            SubmissionState.EXPIRED);
  }
}
