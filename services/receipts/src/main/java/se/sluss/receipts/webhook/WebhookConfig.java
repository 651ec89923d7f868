package se.sluss.receipts.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How webhooks are delivered, and where they may go. The operator's alone. */
@ConfigMapping(prefix = "sluss.receipts.webhook")
public interface WebhookConfig {
  /** Ranges of addresses that may be connected to although they are not public. */
  Optional<List<String>> allowedCidrs();

  /** Ranges that may not be connected to although they are public, such as our own addresses. */
  Optional<List<String>> refusedCidrs();

  /** Ports that an endpoint's URL may have. */
  @WithDefault("443,8443")
  Set<Integer> allowedPorts();

  /** Certificates of further authorities to trust, PEM; the JVM's own are always trusted. */
  Optional<Path> trustFile();

  /** The delay of each attempt after the one before; the first after the event. */
  @WithDefault("PT0S,PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H")
  List<Duration> schedule();

  /** An overloaded endpoint is left alone at least so long. */
  @WithDefault("PT60S")
  Duration overloadDelay();

  /** How long connecting may take, and again the TLS handshake. */
  @WithDefault("PT5S")
  Duration connectTimeout();

  /** How long a whole exchange may take. */
  @WithDefault("PT15S")
  Duration exchangeTimeout();

  /** When an attempt that nobody finished is taken for lost; longer than an exchange can take. */
  @WithDefault("PT60S")
  Duration lease();

  /** How often due deliveries are looked for. */
  @WithDefault("PT0.25S")
  Duration pollInterval();

  /** How many attempts may be in flight to one endpoint. */
  @WithDefault("5")
  int perEndpoint();

  /**
   * How many attempts may be in flight from one process. One vendor gets no more while it has as
   * many as are left for all others.
   */
  @WithDefault("2048")
  int maxInFlight();

  /** How long every attempt must have failed before an owner is told, and told again. */
  @WithDefault("PT24H,PT72H")
  List<Duration> failingToldAfter();

  /** How long every attempt must have failed before an endpoint is disabled. */
  @WithDefault("PT120H")
  Duration disableAfter();

  /** How far apart two events must have failed before an endpoint is disabled. */
  @WithDefault("PT12H")
  Duration failuresApart();

  /** How often endpoints that fail are looked after. */
  @WithDefault("PT15S")
  Duration upkeepInterval();

  /** How often replays are carried on. */
  @WithDefault("PT1S")
  Duration replayInterval();
}
