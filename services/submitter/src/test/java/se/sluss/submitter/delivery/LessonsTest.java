package se.sluss.submitter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.LaneBrake.Lesson;

class LessonsTest {
  private static final Duration TOOK = Duration.ofMillis(80);

  /** What an answer makes of a lane's pace. */
  private enum Says {
    WELL,
    NOTHING,
    STRAINED
  }

  @ParameterizedTest
  @EnumSource
  void everyCauseSaysWhatItShows(Cause cause) {
    assertThat(said(new SubmitOutcome.InDoubt(cause))).isEqualTo(expected(cause));
  }

  private static Says expected(Cause cause) {
    return switch (cause) {
      case UNKNOWN_FAULT -> Says.WELL;
      case TIME_OUT, OVERLOADED, HTTP_STATUS -> Says.STRAINED;
      case CONNECTION_LOST,
          UNREADABLE_ANSWER,
          WINDOW_MISSED,
          NOT_CONNECTED,
          SENDER_LOST,
          FORBIDDEN,
          TLS_ALERT,
          SERVER_NOT_TRUSTED,
          SERVER_NAME_WRONG,
          SERVER_CERTIFICATE_EXPIRED,
          SERVER_TLS_TOO_OLD,
          ADDRESS_REFUSED,
          DOCUMENT_UNREADABLE ->
          Says.NOTHING;
    };
  }

  @Test
  void verdictsAreGoodAnswers() {
    assertThat(said(new SubmitOutcome.Received("tx"))).isEqualTo(Says.WELL);
    assertThat(said(new SubmitOutcome.Refused(RefusalReason.XML_VALIDATION, "nej")))
        .isEqualTo(Says.WELL);
  }

  @Test
  void whatDidNotLeaveAndWhatStopsTheLaneAreNoLessons() {
    assertThat(lesson(new SubmitOutcome.NotSent(Cause.WINDOW_MISSED))).isEmpty();
    assertThat(lesson(new SubmitOutcome.ShutOff(Cause.FORBIDDEN, false))).isEmpty();
  }

  private static Says said(SubmitOutcome outcome) {
    Lesson lesson = lesson(outcome).orElseThrow();
    assertThat(lesson.good() && lesson.strained()).isFalse();
    if (lesson.strained()) {
      return Says.STRAINED;
    }
    return lesson.good() ? Says.WELL : Says.NOTHING;
  }

  private static Optional<Lesson> lesson(SubmitOutcome outcome) {
    AttemptId attempt = AttemptId.next();
    Delivery delivery =
        new Delivery(
            new SubmissionRef(
                SubmissionId.next(),
                VendorId.next(),
                TenantId.next(),
                Service.ELT,
                Mode.TEST,
                UUID.randomUUID().toString()),
            Optional.of(ConnectionId.next()),
            new DeliveryState.Sending(attempt, 1),
            1,
            0,
            false,
            "",
            "");
    return Lessons.of(
        new Ending(
            delivery,
            attempt,
            Exchange.answered(outcome, new RawAnswer(500, new byte[0])),
            Optional.empty(),
            Optional.of(TOOK),
            Context.root()));
  }
}
