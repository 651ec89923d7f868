package se.sluss.signing.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the hosted signing page is reached, and for how long its links are good. */
@ConfigMapping(prefix = "sluss.signing.page")
public interface PageConfig {
  /**
   * Public origin of the hosted signing page, without a path. Plain http only for a loopback
   * address; with https the cookies are {@code __Host-} and {@code Secure}. Behind a proxy also set
   * Quarkus' {@code quarkus.http.proxy.*}, so that BankID is told the signer's own address.
   */
  URI baseUrl();

  /** How long a link can be opened. */
  @WithDefault("P7D")
  Duration linkWithin();

  /** How long the browser that opened it may go on. */
  @WithDefault("PT8H")
  Duration sessionWithin();

  /** How long a page is kept after that; then it is deleted. */
  @WithDefault("P30D")
  Duration keptFor();

  /** Opened instead of the BankID app, in test mode alone; a simulator's page. */
  Optional<URI> appUrl();
}
