package se.sluss.receipts.evidence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;

/** How evidence packages are signed, logged, stamped and kept. */
@ConfigMapping(prefix = "sluss.receipts.evidence")
public interface EvidenceConfig {
  /** The private key that signs packages and the log: P-256, PKCS #8 in PEM or a JWK. */
  Path keyFile();

  /** Public keys that signed before, as a JWK set; they are published with the present one. */
  Optional<Path> earlierKeysFile();

  /** What the log calls itself: for good, and like no other log. */
  @WithDefault("sluss")
  String logId();

  /** How often what is new is put into the log. */
  @WithDefault("PT1M")
  Duration treeHeadEvery();

  /** How long a package is kept after it was made; its hash stays in the log. */
  @WithDefault("P10Y")
  Period retention();

  /** A service that dates packages. */
  TimeStamping timeStamping();

  /** By RFC 3161, over HTTP. */
  interface TimeStamping {
    /** Where it is asked; without it packages have no time stamp. */
    Optional<URI> url();

    /** How long one answer may take. */
    @WithDefault("PT10S")
    Duration timeout();

    /** When one that did not come is asked for again. */
    @WithDefault("PT5M")
    Duration retryAfter();
  }
}
