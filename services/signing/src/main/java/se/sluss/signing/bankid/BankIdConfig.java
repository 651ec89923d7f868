package se.sluss.signing.bankid;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** How BankID is reached, and what its signatures are verified against. */
@ConfigMapping(prefix = "sluss.signing.bankid")
public interface BankIdConfig {
  /** Base address, ending in {@code /rp/v6.0}. */
  URI url();

  /** PKCS#12 file with the relying party's certificate and key. */
  Path rpKeyStore();

  /** Opens {@link #rpKeyStore()}. */
  String rpKeyStorePassword();

  /** PEM file with the only issuer that BankID's server certificate may have. */
  Path tlsRoot();

  /** PEM file with the roots that signers' certificates may lead to. */
  Path userRoot();

  /** How often an open order is collected. BankID asks for two seconds, never under one. */
  @WithDefault("PT2S")
  Duration pollInterval();

  /** Policies of which a signer's certificate must carry one; BankID's own in production. */
  @WithDefault("1.2.752.78.1.1,1.2.752.78.1.2,1.2.752.78.1.5")
  Set<String> certificatePolicies();

  @WithDefault("PT5S")
  Duration connectTimeout();

  @WithDefault("PT10S")
  Duration readTimeout();
}
