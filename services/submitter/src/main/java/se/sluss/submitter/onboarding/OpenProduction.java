package se.sluss.submitter.onboarding;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.Mode;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.delivery.OperatorActs;
import se.sluss.submitter.governor.OperateLane;

/** Opens the lane of a live connection once all is proved; nobody passes a proof over. */
@ApplicationScoped
public class OpenProduction {
  private final FollowOnboarding follow;
  private final Onboardings onboardings;
  private final OperateLane operate;
  private final OperatorActs acts;

  public OpenProduction(
      FollowOnboarding follow, Onboardings onboardings, OperateLane operate, OperatorActs acts) {
    this.follow = follow;
    this.onboardings = onboardings;
    this.operate = operate;
    this.acts = acts;
  }

  /** What came of it. */
  public sealed interface Opened {
    record Open(Connection connection) implements Opened {}

    record AlreadyOpen() implements Opened {}

    /** Nothing to open, whoever asks. */
    record NoLiveConnection() implements Opened {}

    record Missing(List<Step> steps) implements Opened {}
  }

  /** Works in the caller's transaction. The lane runs one interval from now at the earliest. */
  public Opened open(Onboarding onboarding, OperatorActs.Why why) {
    Optional<Connection> live =
        onboardings.activeConnection(onboarding.vendor(), onboarding.service(), Mode.LIVE);
    if (live.isEmpty()) {
      return new Opened.NoLiveConnection();
    }
    Connection connection = live.get();
    if (!onboardings.closed(connection.id())) {
      return new Opened.AlreadyOpen();
    }
    List<Step> missing = follow.checklist(onboarding).missing();
    if (!missing.isEmpty()) {
      return new Opened.Missing(missing);
    }
    onboardings.open(connection.id(), why.who(), why.reason());
    acts.onLane(connection.id(), "open production", why, "all steps done");
    operate.resume(connection.id(), why);
    return new Opened.Open(connection);
  }
}
