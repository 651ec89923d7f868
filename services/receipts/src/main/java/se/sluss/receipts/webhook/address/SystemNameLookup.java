package se.sluss.receipts.webhook.address;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** The operating system's look-up, given up after five seconds. */
@ApplicationScoped
class SystemNameLookup implements NameLookup {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LookupThreads requests =
      new LookupThreads("name-lookup-request-", 64, 4, PATIENCE, InetAddress::getAllByName);
  private final LookupThreads deliveries =
      new LookupThreads("name-lookup-delivery-", 512, 16, PATIENCE, InetAddress::getAllByName);

  @Override
  public List<InetAddress> lookup(String host, Asker asker) throws UnknownHostException {
    LookupThreads threads =
        switch (asker.work()) {
          case REQUEST -> requests;
          case DELIVERY -> deliveries;
        };
    return threads.lookup(host, asker.vendor());
  }

  @PreDestroy
  void close() {
    requests.close();
    deliveries.close();
  }
}
