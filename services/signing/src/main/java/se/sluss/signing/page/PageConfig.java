package se.sluss.signing.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the hosted signing page is reached, and for how long its links are good. */
@ConfigMapping(prefix = "sluss.signing.page")
public interface PageConfig {
  /** The page's public origin, without a path. Plain http only for a loopback address. */
  @WithDefault("http://localhost:8402")
  URI baseUrl();

  /** How long a link can be opened. */
  @WithDefault("P7D")
  Duration linkWithin();

  /** How long the browser that opened a link may go on. */
  @WithDefault("PT8H")
  Duration sessionWithin();

  /** How long a page is kept after neither its link nor its session is good any more. */
  @WithDefault("P30D")
  Duration keptFor();

  /** Opened instead of the BankID app; a simulator's page. Not for production. */
  Optional<URI> appUrl();
}
