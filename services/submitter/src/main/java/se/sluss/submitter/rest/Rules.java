package se.sluss.submitter.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import se.sluss.submitter.certificate.AcceptedIssuers;
import se.sluss.submitter.connection.ConnectionConfig;
import se.sluss.submitter.connection.ConnectionRules;
import se.sluss.submitter.governor.GovernorConfig;

/** The rules for connections as they are configured. */
@ApplicationScoped
class Rules {
  private final GovernorConfig governor;
  private final ConnectionConfig connections;
  private final AcceptedIssuers issuers;

  Rules(GovernorConfig governor, ConnectionConfig connections, AcceptedIssuers issuers) {
    this.governor = governor;
    this.connections = connections;
    this.issuers = issuers;
  }

  ConnectionRules in(Locale language) {
    return new ConnectionRules(
        governor.guard(),
        issuers,
        connections.testHosts(),
        connections.liveHosts(),
        connections.testSuffixes(),
        language);
  }
}
