package se.sluss.submitter.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;

/** What tells the authority's test environments from production, in capitals or not. */
@ConfigMapping(prefix = "sluss.submitter.connections")
public interface ConnectionConfig {
  /**
   * The authority's hosts for tests: refused in live mode, the only ones at which vendors register
   * test connections by themselves, and the only ones whose tests are proof.
   */
  @WithDefault("shsref.forsakringskassan.se,shsext.forsakringskassan.se")
  Set<String> testHosts();

  /**
   * Calls that one vendor's test connection to one service may make in a day, Swedish time, where
   * it leads to one of {@code test-hosts}: they are for connection tests, and not for load or
   * function tests. What is beyond waits until the next day.
   */
  @WithDefault("20")
  @Min(1)
  int testCallsPerDay();

  /** The authority's hosts for production: the other way round. */
  @WithDefault("shs.forsakringskassan.se")
  Set<String> liveHosts();

  /** The quickest pace that a vendor may register by itself. */
  @WithDefault("PT1S")
  Duration leastInterval();

  /** Ends of product types that are refused in live mode. */
  @WithDefault(".ref,.ext")
  Set<String> testSuffixes();
}
