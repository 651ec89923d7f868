package se.sluss.submitter.connection;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Knows which of the authority's environments an address leads to. */
@ApplicationScoped
public class Environments {
  private final ConnectionConfig config;

  public Environments(ConnectionConfig config) {
    this.config = config;
  }

  /** Whether it is one of the authority's test environments; a simulator is none. */
  public boolean isTest(URI address) {
    String host = address.getHost();
    return host != null && config.testHosts().stream().anyMatch(host::equalsIgnoreCase);
  }
}
