package se.sluss.bench.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How to set the stage.
 *
 * @param checkout where the built programs lie
 * @param work folder of the suite, wiped
 * @param replicas of the submitter
 * @param interval agreed for every lane, and the shortest gap that the authority bears
 * @param lanes how many, each of a vendor of its own
 * @param tenants of each vendor
 * @param faults whether replicas get proxies and clocks that can be tampered with
 * @param environment of the submitter, beside what the suite sets
 * @param connection further members of the form that registers a connection
 * @param flags of the submitter's JVMs
 * @param seed what is drawn comes from it
 * @param progress told a sentence now and then
 */
public record StageOptions(
    Path checkout,
    Path work,
    int replicas,
    Duration interval,
    int lanes,
    int tenants,
    boolean faults,
    Map<String, String> environment,
    Map<String, String> connection,
    List<String> flags,
    long seed,
    Consumer<String> progress) {

  /**
   * What the submitter's waits are in runs with faults: short, so that what is in doubt is settled
   * soon, and as long as the faults make them.
   */
  public static final Map<String, String> SHORT_WAITS = Waits.environment();
}
