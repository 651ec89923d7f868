package se.sluss.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.intake.submission.SubmissionState.PARKED;
import static se.sluss.model.event.QueuedReason.OPERATOR;
import static se.sluss.model.event.QueuedReason.PLACE_CHANGED;
import static se.sluss.model.event.QueuedReason.RESEND;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.intake.Events;
import se.sluss.intake.submission.Effect.Applied;
import se.sluss.intake.submission.Effect.Contradiction;
import se.sluss.intake.submission.Effect.Late;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.Topic;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

class StatusMovesTest {
  private static final List<SignerRole> BOTH = List.of(SignerRole.ASSISTENT, SignerRole.ANORDNARE);
  private static final Events EVENTS =
      new Events(
          new SubmissionRef(
              SubmissionId.next(),
              VendorId.next(),
              TenantId.next(),
              Service.ELT,
              Mode.TEST,
              UUID.randomUUID().toString()));

  /** What each event does in each state: A applied, L late, C contradiction; states in order. */
  private static final Map<String, String> TABLE =
      Map.ofEntries(
          Map.entry("awaiting", "AALLLLLLLL"),
          Map.entry("signed", "AALLLLLLLL"),
          Map.entry("expired", "AACCCCCCCL"),
          Map.entry("cancelled", "AAACCACCLC"),
          Map.entry("queued first", "AAALLALLLL"),
          Map.entry("queued again", "AAAAAALLLL"),
          Map.entry("queued by a person", "AAAAAALLLL"),
          Map.entry("place changed", "LLALLLLLLL"),
          Map.entry("sending next", "AAAAAALLLL"),
          Map.entry("in doubt next", "AAAAALLLLL"),
          Map.entry("parked", "AAAAALLLLL"),
          Map.entry("resolved received", "AAAAAAACCC"),
          Map.entry("resolved refused", "AAAAAACACC"),
          Map.entry("resolved send again", "AAAAAALLLL"),
          Map.entry("received", "AAAAAALCCC"),
          Map.entry("refused", "AAAAAACLCC"),
          Map.entry("receipt received", "AAAAAAACCC"),
          Map.entry("receipt refused", "AAAAAACACC"));

  private static Map<String, SubmissionEvent> events() {
    var events = new LinkedHashMap<String, SubmissionEvent>();
    events.put("awaiting", EVENTS.awaiting(SignerRole.ANORDNARE));
    events.put("signed", EVENTS.signed());
    events.put("expired", EVENTS.expired());
    events.put("cancelled", EVENTS.cancelled(Topic.SUBMITTER));
    events.put("queued first", EVENTS.queued(QueuedReason.SIGNED, 3));
    events.put("queued again", EVENTS.queued(QueuedReason.RESEND, 1));
    events.put("queued by a person", EVENTS.queued(QueuedReason.OPERATOR, 1));
    events.put("place changed", EVENTS.queued(QueuedReason.PLACE_CHANGED, 1));
    events.put("sending next", EVENTS.sending(1));
    events.put("in doubt next", EVENTS.inDoubt(1));
    events.put("parked", EVENTS.parked());
    events.put("resolved received", EVENTS.resolved(Resolution.RECEIVED));
    events.put("resolved refused", EVENTS.resolved(Resolution.REFUSED));
    events.put("resolved send again", EVENTS.resolved(Resolution.SEND_AGAIN));
    events.put("received", EVENTS.received(1));
    events.put("refused", EVENTS.refused(1));
    events.put("receipt received", EVENTS.receipt(ReceiptId.next(), ReceiptOutcome.RECEIVED));
    events.put("receipt refused", EVENTS.receipt(ReceiptId.next(), ReceiptOutcome.REFUSED));
    return events;
  }

  static Stream<String> names() {
    return TABLE.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyEventDoesInEveryStateWhatTheTableSays(String name) {
    SubmissionEvent event = events().get(name);
    var effects = new StringBuilder();
    for (SubmissionState state : SubmissionState.values()) {
      effects.append(
          switch (StatusMoves.after(in(state, 0), event)) {
            case Applied _ -> 'A';
            case Late _ -> 'L';
            case Contradiction _ -> 'C';
          });
    }

    assertThat(effects).hasToString(TABLE.get(name));
  }

  @Test
  void noOrderOfEventsLeadsOutOfAFinalState() {
    for (SubmissionState last : SubmissionState.values()) {
      if (last.isFinal()) {
        events()
            .values()
            .forEach(
                event -> {
                  if (StatusMoves.after(in(last, 0), event) instanceof Applied(var then, _)) {
                    assertThat(then.state()).isEqualTo(last);
                  }
                });
      }
    }
  }

  /** Also while it waits for a place in the lane, which may be long: no connection need exist. */
  @Test
  void onceAllHaveSignedNobodyIsSaidToBeMissing() {
    Progress waiting = in(SubmissionState.AWAITING_SIGNATURE, 0);
    Progress asked =
        ((Applied) StatusMoves.after(waiting, EVENTS.awaiting(SignerRole.ANORDNARE))).progress();
    Progress signed = ((Applied) StatusMoves.after(asked, EVENTS.signed())).progress();

    assertThat(asked.missingRoles()).containsExactly(SignerRole.ANORDNARE);
    assertThat(signed.missingRoles()).isEmpty();
  }

  @Test
  void aWholeLifeIsFollowedStepByStep() {
    Progress now = Progress.atStart(BOTH);
    var states = new ArrayList<SubmissionState>();
    for (SubmissionEvent event :
        List.of(
            EVENTS.awaiting(SignerRole.ASSISTENT, SignerRole.ANORDNARE),
            EVENTS.awaiting(SignerRole.ANORDNARE),
            EVENTS.signed(),
            EVENTS.queued(QueuedReason.SIGNED, 9),
            EVENTS.sending(1),
            EVENTS.queued(QueuedReason.NOT_SENT, 1),
            EVENTS.sending(2),
            EVENTS.inDoubt(2),
            EVENTS.queued(QueuedReason.RESEND, 1),
            EVENTS.sending(3),
            EVENTS.received(3),
            EVENTS.receipt(ReceiptId.next(), ReceiptOutcome.RECEIVED))) {
      now = ((Applied) StatusMoves.after(now, event)).progress();
      states.add(now.state());
    }

    assertThat(states)
        .map(Enum::name)
        .containsExactly(
            "AWAITING_SIGNATURE",
            "AWAITING_SIGNATURE",
            "AWAITING_SIGNATURE",
            "QUEUED",
            "SENDING",
            "QUEUED",
            "SENDING",
            "IN_DOUBT",
            "QUEUED",
            "SENDING",
            "RECEIVED",
            "RECEIVED");
    assertThat(now.receipt()).map(ReceiptLink::txId).contains(Optional.of("tx-1"));
  }

  @Test
  void theFirstPlaceInTheLaneDoesNotUndoAnAttempt() {
    assertThat(
            StatusMoves.after(
                in(SubmissionState.SENDING, 1), EVENTS.queued(QueuedReason.SIGNED, 2)))
        .isInstanceOf(Late.class);
    assertThat(
            StatusMoves.after(in(SubmissionState.QUEUED, 1), EVENTS.queued(QueuedReason.SIGNED, 2)))
        .isInstanceOf(Late.class);
  }

  @Test
  void anAttemptThatWasOvertakenIsLate() {
    assertThat(StatusMoves.after(in(SubmissionState.QUEUED, 2), EVENTS.sending(2)))
        .isInstanceOf(Late.class);
    assertThat(StatusMoves.after(in(SubmissionState.QUEUED, 2), EVENTS.inDoubt(2)))
        .isInstanceOf(Late.class);
    assertThat(StatusMoves.after(in(SubmissionState.SENDING, 3), EVENTS.inDoubt(2)))
        .isInstanceOf(Late.class);
    assertThat(StatusMoves.after(in(SubmissionState.SENDING, 2), EVENTS.inDoubt(2)))
        .isInstanceOf(Applied.class);
  }

  @Test
  void aSlowAnswerToAnEarlierAttemptStillEndsIt() {
    var effect = StatusMoves.after(in(SubmissionState.SENDING, 3), EVENTS.received(2));

    assertThat(effect)
        .isInstanceOfSatisfying(
            Applied.class,
            applied -> {
              assertThat(applied.progress().state()).isEqualTo(SubmissionState.RECEIVED);
              assertThat(applied.progress().lastAttempt()).isEqualTo(3);
            });
  }

  @Test
  void aPlaceInTheLaneIsShownUntilTheCallBegins() {
    var queued =
        (Applied) StatusMoves.after(Progress.atStart(BOTH), EVENTS.queued(QueuedReason.SIGNED, 7));
    var moved =
        (Applied) StatusMoves.after(queued.progress(), EVENTS.queued(QueuedReason.SIGNED, 5));
    var sending = (Applied) StatusMoves.after(moved.progress(), EVENTS.sending(1));

    assertThat(queued.progress().queue()).map(QueuePlace::position).contains(7L);
    assertThat(moved.progress().queue()).map(QueuePlace::position).contains(5L);
    assertThat(moved.entry()).isEmpty();
    assertThat(sending.progress().queue()).isEmpty();
  }

  @Test
  void aPlaceThatChangedMuchIsShownAndLeavesNoLine() {
    var queued =
        (Applied) StatusMoves.after(in(SubmissionState.IN_DOUBT, 1), EVENTS.queued(RESEND, 7));
    var moved = (Applied) StatusMoves.after(queued.progress(), EVENTS.queued(PLACE_CHANGED, 2000));

    assertThat(moved.entry()).isEmpty();
    assertThat(moved.progress().state()).isEqualTo(SubmissionState.QUEUED);
    assertThat(moved.progress().queue()).map(QueuePlace::position).contains(2000L);
    assertThat(moved.progress().queue())
        .map(QueuePlace::estimatedStart)
        .contains(Events.turn(2000));
  }

  @Test
  void aPersonsDecisionEndsWhatWasParkedAndSaysWhy() {
    var received = (Applied) StatusMoves.after(in(PARKED, 6), EVENTS.resolved(Resolution.RECEIVED));
    var refused = (Applied) StatusMoves.after(in(PARKED, 6), EVENTS.resolved(Resolution.REFUSED));

    assertThat(received.progress().state()).isEqualTo(SubmissionState.RECEIVED);
    assertThat(received.entry().orElseThrow())
        .isEqualTo(
            new HistoryEntry(
                SubmissionState.RECEIVED,
                Events.AT,
                "RESOLVED_RECEIVED",
                "A person decided that the authority has it: Support looked it up.",
                "A receipt of that decision is made.",
                List.of("Support looked it up.")));
    assertThat(refused.progress().state()).isEqualTo(SubmissionState.REFUSED);
    assertThat(refused.entry()).map(HistoryEntry::code).contains("RESOLVED_REFUSED");
  }

  @Test
  void aPersonsDecisionIsToldAlsoWhenItsReceiptWasHeardOfFirst() {
    ReceiptId receipt = ReceiptId.next();
    var kept =
        (Applied)
            StatusMoves.after(in(PARKED, 6), EVENTS.receipt(receipt, ReceiptOutcome.RECEIVED));
    var told = (Applied) StatusMoves.after(kept.progress(), EVENTS.resolved(Resolution.RECEIVED));

    assertThat(told.progress()).isEqualTo(kept.progress());
    assertThat(told.entry()).map(HistoryEntry::code).contains("RESOLVED_RECEIVED");
  }

  @Test
  void whatAPersonSendsAgainWaitsForItsPlaceAndThenInTheLane() {
    var decided =
        (Applied) StatusMoves.after(in(PARKED, 6), EVENTS.resolved(Resolution.SEND_AGAIN));
    var queued = (Applied) StatusMoves.after(decided.progress(), EVENTS.queued(OPERATOR, 1));

    assertThat(decided.progress().state()).isEqualTo(PARKED);
    assertThat(decided.entry().orElseThrow())
        .isEqualTo(
            new HistoryEntry(
                PARKED,
                Events.AT,
                "RESOLVED_SEND_AGAIN",
                "A person decided that it is sent again: Support looked it up.",
                "It is placed in the lane again.",
                List.of("Support looked it up.")));
    assertThat(queued.progress().state()).isEqualTo(SubmissionState.QUEUED);
    assertThat(queued.progress().queue()).map(QueuePlace::position).contains(1L);
    assertThat(queued.entry()).map(HistoryEntry::code).contains("QUEUED_OPERATOR");
  }

  @Test
  void whatWasOnceInDoubtCannotBeCancelled() {
    var inDoubt = (Applied) StatusMoves.after(in(SubmissionState.SENDING, 1), EVENTS.inDoubt(1));
    var resend =
        (Applied) StatusMoves.after(inDoubt.progress(), EVENTS.queued(QueuedReason.RESEND, 1));

    assertThat(resend.progress().state()).isEqualTo(SubmissionState.QUEUED);
    assertThat(resend.progress().mayBeCancelled()).isFalse();
    assertThat(in(SubmissionState.QUEUED, 1).mayBeCancelled()).isTrue();
    assertThat(in(SubmissionState.SENDING, 1).mayBeCancelled()).isFalse();
    var parked = (Applied) StatusMoves.after(resend.progress(), EVENTS.parked());
    assertThat(parked.progress().mayBeCancelled()).isFalse();
    assertThat(in(PARKED, 0).mayBeCancelled()).as("it never left").isTrue();
  }

  @Test
  void aReceiptIsTakenOnce() {
    ReceiptId first = ReceiptId.next();
    var kept =
        (Applied)
            StatusMoves.after(
                in(SubmissionState.RECEIVED, 1), EVENTS.receipt(first, ReceiptOutcome.RECEIVED));

    assertThat(kept.progress().receipt()).map(ReceiptLink::id).contains(first);
    assertThat(
            StatusMoves.after(
                kept.progress(), EVENTS.receipt(ReceiptId.next(), ReceiptOutcome.RECEIVED)))
        .isInstanceOf(Late.class);
  }

  private static Progress in(SubmissionState state, int lastAttempt) {
    return new Progress(
        state, lastAttempt, false, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }
}
