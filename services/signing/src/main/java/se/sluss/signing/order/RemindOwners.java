package se.sluss.signing.order;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.event.SubmissionSignatureMissing;
import se.sluss.signing.store.Signables;
import se.sluss.signing.store.Signatures;

/**
 * Tells of submissions that have waited long for a signature, once for each time that is set. After
 * a while in which nobody looked, one reminder stands for those that were missed.
 */
@Startup
@ApplicationScoped
public class RemindOwners {
  private static final Logger LOG = Logger.getLogger(RemindOwners.class);
  private static final int SWEEP = 200;

  private final Signables signables;
  private final Signatures signatures;
  private final Outbox outbox;
  private final ReminderSchedule schedule;
  private final InstantSource clock;

  public RemindOwners(
      Signables signables,
      Signatures signatures,
      Outbox outbox,
      SigningConfig config,
      @SharedClock InstantSource clock) {
    this.signables = signables;
    this.signatures = signatures;
    this.outbox = outbox;
    this.schedule = ReminderSchedule.of(config);
    this.clock = clock;
  }

  /** Plans the first reminder of a submission that came in. */
  void plan(Signable signable) {
    signable.remindNext(schedule.next(signable.acceptedAt(), clock.instant()));
  }

  /**
   * Reminds of some that are due. Runs inside the caller's transaction.
   *
   * @return whether there may be more
   */
  public boolean remind() {
    Instant now = clock.instant();
    List<Signable> due = signables.lockToRemind(now, SWEEP);
    var signed = signatures.of(due.stream().map(one -> one.ref().submissionId()).toList());
    for (Signable one : due) {
      int number = schedule.due(one.acceptedAt(), now);
      Optional<Instant> next = schedule.next(one.acceptedAt(), now);
      if (one.reminded(number, next)) {
        var roles = signed.getOrDefault(one.ref().submissionId(), Map.of()).keySet();
        outbox.append(
            new SubmissionSignatureMissing(
                one.ref(), one.missing(roles), number, one.acceptedAt(), one.signBy(), now),
            one.originTraceparent());
        LOG.infof(
            "A submission waits long for a signature submissionId=%s reminder=%d",
            one.ref().submissionId(), number);
      }
    }
    return due.size() == SWEEP;
  }
}
