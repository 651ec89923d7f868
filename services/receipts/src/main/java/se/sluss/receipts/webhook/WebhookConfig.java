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
  /** Ranges that webhooks may reach although they are not public. */
  Optional<List<String>> allowedCidrs();

  /** Ranges that they may not reach although they are public, such as your own. Wins. */
  Optional<List<String>> refusedCidrs();

  /** Ports that an endpoint's URL may have. */
  @WithDefault("443,8443")
  Set<Integer> allowedPorts();

  /** PEM: authorities to trust besides the platform's. */
  Optional<Path> trustFile();

  /** Delay before each attempt. */
  @WithDefault("PT0S,PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H")
  List<Duration> schedule();

  /** Least delay after 429, 502, 504 or a time-out. */
  @WithDefault("PT60S")
  Duration overloadDelay();

  /** To connect, and again for the TLS handshake. */
  @WithDefault("PT5S")
  Duration connectTimeout();

  /** For a whole exchange. */
  @WithDefault("PT15S")
  Duration exchangeTimeout();

  /**
   * How long a connection that carries nothing is kept for its endpoint's next delivery; zero for
   * not at all.
   */
  @WithDefault("PT15S")
  Duration keepConnection();

  /**
   * When an attempt that nobody finished is taken for lost. Must exceed {@code exchange-timeout}
   * and twice {@code connect-timeout} together.
   */
  @WithDefault("PT60S")
  Duration lease();

  /** How often due deliveries are looked for. */
  @WithDefault("PT0.25S")
  Duration pollInterval();

  /** Endpoints of one vendor in one mode, those of its tenants included. */
  @WithDefault("1000")
  int perVendor();

  /** Endpoints of one tenant in one mode. */
  @WithDefault("20")
  int perTenant();

  /** Attempts in flight to one endpoint. */
  @WithDefault("5")
  int perEndpoint();

  /**
   * Attempts in flight from one process, and connections that it keeps open. A vendor gets no more
   * places while it holds as many as are free.
   */
  @WithDefault("2048")
  int maxInFlight();

  /**
   * How long every attempt at an endpoint must have failed before {@code endpoint.failing} is told,
   * and told again.
   */
  @WithDefault("PT24H,PT72H")
  List<Duration> failingToldAfter();

  /** How long every attempt must have failed before the endpoint is disabled. */
  @WithDefault("PT120H")
  Duration disableAfter();

  /** Two different events must have failed so far apart before it is disabled. */
  @WithDefault("PT12H")
  Duration failuresApart();

  /** How often failing endpoints are looked after. */
  @WithDefault("PT15S")
  Duration upkeepInterval();

  /**
   * How long events stand in {@code GET /v1/events} and can be replayed, and how long deliveries
   * are kept after their end. What waits is kept for as long as it waits.
   */
  @WithDefault("P90D")
  Duration retention();

  /** How often replays are carried on, by up to 100 deliveries each. */
  @WithDefault("PT1S")
  Duration replayInterval();
}
