package se.sluss.signing.page;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.InstantSource;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.tenancy.Transactions;

/** Holds the settings against what they must be, and forgets pages of which nothing is good. */
@ApplicationScoped
class PageUpkeep {
  private final SigningPages pages;
  private final Transactions transactions;
  private final PageConfig config;
  private final InstantSource clock;

  PageUpkeep(
      SigningPages pages,
      Transactions transactions,
      PageConfig config,
      @SharedClock InstantSource clock) {
    this.pages = pages;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  void check(@Observes StartupEvent event) {
    requireOrigin(config.baseUrl());
  }

  /** Cookies and links are worth nothing over plain http that leaves the machine. */
  static void requireOrigin(URI address) {
    String host = address.getHost();
    boolean https = "https".equals(address.getScheme());
    boolean loopback =
        "http".equals(address.getScheme()) && host != null && NewPage.isLoopback(host);
    boolean bare =
        host != null
            && address.getUserInfo() == null
            && address.getRawPath().isEmpty()
            && address.getRawQuery() == null
            && address.getRawFragment() == null;
    if (!bare || !https && !loopback) {
      throw new IllegalStateException(
          "sluss.signing.page.base-url must be https://host[:port] without a path;"
              + " http only for a loopback address");
    }
  }

  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void forget() {
    transactions.asSystem(() -> pages.forgetEndedBefore(clock.instant().minus(config.keptFor())));
  }
}
