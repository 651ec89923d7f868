package se.sluss.submitter.archive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.submitter.delivery.Call;

/**
 * The archive of exchanges. Works in the caller's transaction, and sees what its caller may see.
 */
public interface Exchanges {

  /**
   * What is archived of one exchange beside its attempt.
   *
   * @param txId what the authority calls it; empty when it did not take the document
   * @param headers of the answer, sealed; empty when none came
   * @param headAfter from the message's leaving to the answer's head
   */
  record Kept(
      AttemptId attempt,
      SubmissionRef submission,
      Call call,
      Optional<String> txId,
      Optional<SealedBytes> headers,
      Optional<Duration> headAfter) {}

  /** Archives them. What was archived of a lost sender's attempt becomes what is known now. */
  void keep(List<Kept> kept);

  /**
   * Archives what was to be asked in the slot of an attempt whose sender is lost; nothing when its
   * message was not ready when the slot was taken.
   */
  void keepLost(AttemptId attempt);

  /**
   * Those that fit all that is not null, the latest first.
   *
   * @param txId what the authority calls it, or what we called it in the message
   * @param most not more than so many
   */
  List<ArchivedExchange> find(@Nullable String txId, @Nullable SubmissionId submission, int most);

  Optional<ArchivedExchange> find(AttemptId attempt);

  /**
   * Forgets what was archived longer ago, with the answers.
   *
   * @param most not more than so many
   * @return how many
   */
  int forget(Duration olderThan, int most);
}
