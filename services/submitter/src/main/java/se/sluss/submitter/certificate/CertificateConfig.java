package se.sluss.submitter.certificate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which certificates are taken, and how often their ends are looked for. */
@ConfigMapping(prefix = "sluss.submitter.certificates")
public interface CertificateConfig {
  Issuers acceptedIssuers();

  /** How often certificates are looked at, to warn of their ends and to change over on a date. */
  @WithDefault("PT1M")
  Duration watch();

  /**
   * How often one vendor's next certificates are shown to the authority's door in an hour: its test
   * environment is not for load tests.
   */
  @WithDefault("20")
  @Min(1)
  int proofsPerHour();

  /** PEM files of the issuers whose certificates are taken; every issuer's when there is none. */
  interface Issuers {
    /**
     * PEM file of the issuers whose client certificates are taken in test mode; without it every
     * issuer's.
     */
    Optional<Path> test();

    /** The same for live mode. */
    Optional<Path> live();
  }
}
