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
  /**
   * The private key that signs evidence packages and the log: P-256, PKCS #8 in PEM or a JWK. The
   * same in all replicas; see <a href="operations.md#the-evidence-key">changing it</a>.
   */
  Path keyFile();

  /** Public keys that signed before, a JWK set; published with the present one. */
  Optional<Path> earlierKeysFile();

  /**
   * What the log calls itself, such as the host that shows it: for good, and like no other
   * installation's. Letters (A-Z, a-z), digits and {@code . _ : / -}.
   */
  String logId();

  /**
   * A copy of the published log, kept apart from the database: a folder with the files {@code
   * tree-heads} and {@code leaves}. Where it is set, nothing is appended to a log that is not the
   * one that was published, and what a restored database lacks of it is put back; see <a
   * href="operations.md#backups">backups</a>.
   */
  Optional<Path> mirror();

  /** How often new packages are put into the log, with a signed head. */
  @WithDefault("PT1M")
  Duration treeHeadEvery();

  /**
   * How long a package is kept, and what its receipt holds of the authority's answer; the hash
   * stays in the log.
   */
  @WithDefault("P10Y")
  Period retention();

  /** A service that dates packages. */
  TimeStamping timeStamping();

  /** By RFC 3161, over HTTP. */
  interface TimeStamping {
    /** A time-stamping service (RFC 3161 over HTTP). It learns hashes alone. */
    Optional<URI> url();

    /** How long one answer may take. */
    @WithDefault("PT10S")
    Duration timeout();

    /** When a stamp that did not come is asked for again. */
    @WithDefault("PT5M")
    Duration retryAfter();
  }
}
