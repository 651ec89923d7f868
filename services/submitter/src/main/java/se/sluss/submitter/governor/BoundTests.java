package se.sluss.submitter.governor;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.submitter.connection.ConnectionConfig;

/**
 * Tells the database, which gives the slots, how many calls a day the authority's test environment
 * may get. Until then its own bound holds. After the settings are checked: a wrong one is told
 * without a database too.
 */
@ApplicationScoped
class BoundTests {
  private final Lanes lanes;
  private final Transactions transactions;
  private final ConnectionConfig config;

  BoundTests(Lanes lanes, Transactions transactions, ConnectionConfig config) {
    this.lanes = lanes;
    this.transactions = transactions;
    this.config = config;
  }

  void tell(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
    Set<String> hosts =
        config.testHosts().stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    transactions.asSystem(() -> lanes.boundTests(hosts, config.testCallsPerDay()));
  }
}
