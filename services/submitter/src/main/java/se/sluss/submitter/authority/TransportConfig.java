package se.sluss.submitter.authority;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the authority is waited for. */
@ConfigMapping(prefix = "sluss.submitter.transport")
public interface TransportConfig {
  /** To connect, and again for the TLS handshake. */
  @WithDefault("PT5S")
  Duration connectTimeout();

  /** From the first byte sent to the last byte of the answer. */
  @WithDefault("PT60S")
  Duration readTimeout();

  /** How long a new connection is listened to for a late refusal of the certificate. */
  @WithDefault("PT0.05S")
  Duration settle();
}
