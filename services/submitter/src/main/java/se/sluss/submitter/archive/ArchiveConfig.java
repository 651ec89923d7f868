package se.sluss.submitter.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long exchanges are kept. */
@ConfigMapping(prefix = "sluss.submitter.archive")
public interface ArchiveConfig {
  /** How long an exchange is kept after its end, with the whole answer. */
  @WithDefault("P730D")
  Duration retention();

  /** How often what is past its time is looked for. */
  @WithDefault("PT1H")
  Duration purge();
}
