package se.sluss.signing.bankid;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.sluss.model.signature.AcceptedCertificates;

/** How BankID is reached, and what its signatures are verified against. */
@ConfigMapping(prefix = "sluss.signing.bankid")
public interface BankIdConfig {
  /** Where people sign in test mode: BankID's test system or a simulator. */
  @WithParentName
  Environment test();

  /**
   * The same for live mode; without it nobody signs in live mode. A test root or policy here stops
   * the start.
   */
  Optional<Environment> live();

  /** How often an open order is collected. Not under a second. */
  @WithDefault("PT2S")
  Duration pollInterval();

  /** To connect. */
  @WithDefault("PT5S")
  Duration connectTimeout();

  /**
   * For a whole answer. What a replica that died held of an order is taken over after twice this
   * and the connect timeout, and 5 s.
   */
  @WithDefault("PT10S")
  Duration readTimeout();

  /** Most calls at once of each relying party; more are put off. */
  @WithDefault("100")
  int inFlight();

  /**
   * How long BankID is left alone after half of the last twenty calls had no answer or a 5xx; then
   * one is tried.
   */
  @WithDefault("PT5S")
  Duration rest();

  /**
   * How long before a certificate ends (ours, BankID's roots) it is warned of daily. The gauge
   * {@code sluss_signing_bankid_certificate_left_seconds} tells it at any time.
   */
  @WithDefault("P45D")
  Duration warnBefore();

  /** What BankID's own certificates carry in production. */
  Set<String> PRODUCTION_POLICIES = AcceptedCertificates.PRODUCTION_POLICIES;

  /** One BankID, and who we are to it. */
  interface Environment extends OwnKey {
    /**
     * BankID's address, ending in {@code /rp/v6.0}; in test mode its test system's, or a
     * simulator's.
     */
    URI url();

    /** PEM: the only issuer that BankID's server certificate may have. */
    Path tlsRoot();

    /** PEM: roots that signers' certificates may lead to. */
    Path userRoot();

    /**
     * A signer's certificate must carry one of these. Left out, they are production's: {@code
     * 1.2.752.78.1.1,1.2.752.78.1.2,1.2.752.78.1.5}; BankID's test system and the simulator use
     * others (the simulator {@code 1.2.3.4.25}).
     */
    // No default here: that would make a live BankID of a setting that nobody made.
    Optional<Set<String>> certificatePolicies();

    /**
     * Vendors who are relying parties themselves, by their {@code ven_…} identifiers. A vendor's
     * orders are opened with its certificate, and its signatures must state its number.
     */
    Map<String, OwnKey> vendors();
  }

  /** A relying party's certificate and key. */
  interface OwnKey {
    /** PKCS #12 file with the relying party's certificate and key. */
    Path rpKeyStore();

    /** Opens the key store. */
    String rpKeyStorePassword();
  }
}
