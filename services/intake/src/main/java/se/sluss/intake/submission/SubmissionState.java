package se.sluss.intake.submission;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a submission stands.
 *
 * <pre>
 * ACCEPTED → AWAITING_SIGNATURE → QUEUED ⇄ SENDING → RECEIVED | REFUSED
 *     └──────────────┴───────────────┤        ├→ IN_DOUBT → QUEUED | SENDING
 *                    │           CANCELLED    └→ PARKED   → QUEUED | SENDING | CANCELLED
 *                 EXPIRED
 * </pre>
 *
 * Rooms tell of their part on topics of their own, and no order holds between topics: a move may
 * skip what has not been heard yet, and what is heard afterwards is late.
 */
public enum SubmissionState {
  /** The bytes are kept; the signing room has not taken over yet. */
  ACCEPTED,
  /** Somebody has to sign. */
  AWAITING_SIGNATURE,
  /** It stands in the lane. */
  QUEUED,
  /** A call is being made. */
  SENDING,
  /** The authority may have it: the bytes left and no readable answer came. */
  IN_DOUBT,
  /** A person has to look. */
  PARKED,
  /** The authority has it. Final. */
  RECEIVED,
  /** The authority will not take it. Final. */
  REFUSED,
  /** Stopped before it was sent. Final. */
  CANCELLED,
  /** Nobody signed in time. Final. */
  EXPIRED;

  private static final Map<SubmissionState, Set<SubmissionState>> MOVES = moves();

  private static Map<SubmissionState, Set<SubmissionState>> moves() {
    var moves = new EnumMap<SubmissionState, Set<SubmissionState>>(SubmissionState.class);
    Set<SubmissionState> onward = EnumSet.of(QUEUED, SENDING, IN_DOUBT, PARKED, RECEIVED, REFUSED);
    Set<SubmissionState> unsigned = with(onward, AWAITING_SIGNATURE, CANCELLED, EXPIRED);
    moves.put(ACCEPTED, unsigned);
    moves.put(AWAITING_SIGNATURE, unsigned);
    moves.put(QUEUED, with(onward, CANCELLED));
    moves.put(SENDING, onward);
    moves.put(IN_DOUBT, onward);
    moves.put(PARKED, EnumSet.of(QUEUED, SENDING, RECEIVED, REFUSED, CANCELLED));
    for (SubmissionState last : EnumSet.of(RECEIVED, REFUSED, CANCELLED, EXPIRED)) {
      moves.put(last, EnumSet.noneOf(SubmissionState.class));
    }
    return moves;
  }

  private static Set<SubmissionState> with(Set<SubmissionState> some, SubmissionState... more) {
    Set<SubmissionState> all = EnumSet.copyOf(some);
    all.addAll(Set.of(more));
    return all;
  }

  /**
   * Whether an event may lead from here to there. A state that may become itself is entered anew:
   * another signature missing, another place in the lane, another attempt.
   */
  public boolean mayBecome(SubmissionState other) {
    return following().contains(other);
  }

  /** Whether nothing more happens to it and the authority does not have it. */
  public boolean isInVain() {
    return isFinal() && this != RECEIVED;
  }

  /** All that are in vain. */
  public static List<SubmissionState> inVain() {
    return Arrays.stream(values()).filter(SubmissionState::isInVain).toList();
  }

  /** Whether nothing follows. */
  public boolean isFinal() {
    return following().isEmpty();
  }

  private Set<SubmissionState> following() {
    return MOVES.getOrDefault(this, Set.of());
  }
}
