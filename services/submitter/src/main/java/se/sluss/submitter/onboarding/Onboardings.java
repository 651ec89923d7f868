package se.sluss.submitter.onboarding;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.connection.Connection;

/** What is kept of onboardings. Works in the caller's transaction. */
public interface Onboardings {
  /**
   * What somebody said of a step; the latest word counts, and all are kept.
   *
   * @param since when it was said first, without anybody having said otherwise in between
   */
  record Said(Step step, boolean done, Instant since, String who, String note) {}

  /**
   * An answer to a question of the technical checklist; the latest counts, and all are kept.
   *
   * @param since when there was one first, or none any more, without a change in between
   */
  record Answer(String question, String text, Instant at, Instant since, String who) {}

  /** That a live connection was opened. */
  record Opening(Instant at, String who) {}

  /** False when there is one. */
  boolean start(VendorId vendor, Service service);

  Optional<Onboarding> find(VendorId vendor, Service service);

  void say(Onboarding onboarding, Step step, boolean done, String who, String note);

  /** The latest word on each step. */
  List<Said> said(Onboarding onboarding);

  void answer(Onboarding onboarding, String question, String text, String who);

  /** The latest answer to each question. */
  Map<String, Answer> answers(Onboarding onboarding);

  Optional<Connection> activeConnection(VendorId vendor, Service service, Mode mode);

  /** When the last one of a kind was taken out of use; empty when none was. */
  Optional<Instant> retiredAt(VendorId vendor, Service service, Mode mode);

  /** From now on the connection's lane may run; nothing when it is open already. */
  void open(ConnectionId connection, String who, String reason);

  /** It has to be opened anew. */
  void close(ConnectionId connection);

  Optional<Opening> opening(ConnectionId connection);

  /** Whether it is a live connection that nobody has opened. */
  boolean closed(ConnectionId connection);
}
