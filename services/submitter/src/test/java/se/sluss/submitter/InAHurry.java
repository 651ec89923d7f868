package se.sluss.submitter;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Short waits, so that what takes minutes in production takes seconds here. */
public final class InAHurry implements QuarkusTestResourceLifecycleManager {
  /** How often a document in doubt is sent again. */
  public static final int MOST_RESENDS = 2;

  /** More than any other test makes of calls in a day. */
  public static final int TEST_CALLS = 2000;

  @Override
  public Map<String, String> start() {
    return Map.ofEntries(
        Map.entry("sluss.submitter.governor.guard", "PT0.05S"),
        Map.entry("sluss.submitter.governor.probe", "PT0.5S"),
        Map.entry("sluss.submitter.governor.lost-after", "PT7S"),
        Map.entry("sluss.submitter.transport.read-timeout", "PT4S"),
        // A refusal of our certificate comes in time also where both ends share two processors.
        Map.entry("sluss.submitter.transport.settle", "PT0.6S"),
        Map.entry("sluss.submitter.delivery.sweep", "PT0.5S"),
        Map.entry("sluss.submitter.certificates.watch", "PT0.5S"),
        Map.entry("sluss.submitter.delivery.resend-waits", "PT0.3S,PT0.5S"),
        // Only where a test asks for it: what is told again comes between what tests wait for.
        Map.entry("sluss.submitter.delivery.retell", "PT1H"),
        Map.entry("sluss.submitter.delivery.most-resends", Integer.toString(MOST_RESENDS)),
        Map.entry("sluss.submitter.delivery.strain-hold", "PT0.5S"),
        Map.entry("sluss.submitter.onboarding.look", "PT0.5S"),
        // The simulator's name stands for the authority's test environment, its number for live.
        Map.entry("sluss.submitter.connections.test-hosts", "LocalHost"),
        Map.entry("sluss.submitter.connections.test-calls-per-day", Integer.toString(TEST_CALLS)),
        Map.entry("quarkus.http.test-port", "0"));
  }

  @Override
  public void stop() {}
}
