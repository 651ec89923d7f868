package se.sluss.signing.rest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many may follow orders at the same time, in each replica. */
@ConfigMapping(prefix = "sluss.signing.streams")
public interface StreamConfig {
  /**
   * Streams and long polls of one vendor at the same time, in each replica; beyond it comes {@code
   * too-many-streams}.
   */
  @WithDefault("500")
  int perVendor();

  /**
   * Tabs of one signing page that are told of changes, in each replica; more of them ask by
   * themselves.
   */
  @WithDefault("10")
  int perPage();
}
