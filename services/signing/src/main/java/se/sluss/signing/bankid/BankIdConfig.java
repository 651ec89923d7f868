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

  /** Where people sign in live mode; without it nobody does. */
  Optional<Environment> live();

  /** How often an open order is collected. BankID asks for two seconds, never under one. */
  @WithDefault("PT2S")
  Duration pollInterval();

  @WithDefault("PT5S")
  Duration connectTimeout();

  /** For a whole answer. The lease on a step of an order is made of this and the one above. */
  @WithDefault("PT10S")
  Duration readTimeout();

  /** Most calls at once, of each relying party; more are put off. */
  @WithDefault("100")
  int inFlight();

  /** How long calls rest after half of the last twenty found no BankID, before one is tried. */
  @WithDefault("PT5S")
  Duration rest();

  /** How long before one of the certificates ends it is warned of, once a day. */
  @WithDefault("P45D")
  Duration warnBefore();

  /** What BankID's own certificates carry in production. */
  Set<String> PRODUCTION_POLICIES = AcceptedCertificates.PRODUCTION_POLICIES;

  /** One BankID, and who we are to it. */
  interface Environment extends OwnKey {
    /** Base address, ending in {@code /rp/v6.0}. */
    URI url();

    /** PEM file with the only issuer that BankID's server certificate may have. */
    Path tlsRoot();

    /** PEM file with the roots that signers' certificates may lead to. */
    Path userRoot();

    /**
     * Policies of which a signer's certificate must carry one; {@link #PRODUCTION_POLICIES} when
     * left out. Not a default here: that would make a live BankID of a setting that nobody made.
     */
    Optional<Set<String>> certificatePolicies();

    /** Vendors who are relying parties themselves, by their identifier. */
    Map<String, OwnKey> vendors();
  }

  /** A relying party's certificate and key. */
  interface OwnKey {
    /** PKCS#12 file with the relying party's certificate and key. */
    Path rpKeyStore();

    /** Opens {@link #rpKeyStore()}. */
    String rpKeyStorePassword();
  }
}
