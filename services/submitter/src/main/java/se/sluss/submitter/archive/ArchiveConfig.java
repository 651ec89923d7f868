package se.sluss.submitter.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long exchanges are kept. */
@ConfigMapping(prefix = "sluss.submitter.archive")
public interface ArchiveConfig {
  /**
   * How long each call to the authority is kept after its end, with the whole answer. The attempt's
   * times and outcome stay. Keep it no longer than {@code sluss.receipts.evidence.retention}, or
   * the answer outlives the erased package.
   */
  @WithDefault("P730D")
  Duration retention();

  /** How often calls that are past it are looked for. */
  @WithDefault("PT1H")
  Duration purge();
}
