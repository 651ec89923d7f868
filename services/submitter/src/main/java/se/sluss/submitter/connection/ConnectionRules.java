package se.sluss.submitter.connection;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import se.sluss.model.id.Mode;
import se.sluss.submitter.certificate.AcceptedIssuers;

/**
 * What a connection has to be beside readable.
 *
 * @param guard of connections that name none
 * @param testHosts the authority's hosts that are for tests alone
 * @param liveHosts the authority's hosts that tests must never reach
 * @param testSuffixes ends of product types that are for tests alone
 * @param language in which certificates' faults are told
 */
public record ConnectionRules(
    Duration guard,
    AcceptedIssuers issuers,
    Set<String> testHosts,
    Set<String> liveHosts,
    Set<String> testSuffixes,
    Locale language) {

  /** Whether nobody may reach this host in this mode. */
  boolean isWrongHost(URI address, Mode mode) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    return switch (mode) {
      case TEST -> liveHosts.contains(host);
      case LIVE -> testHosts.contains(host);
    };
  }

  boolean isWrongProduct(String productType, Mode mode) {
    return mode == Mode.LIVE
        && testSuffixes.stream().anyMatch(productType.toLowerCase(Locale.ROOT)::endsWith);
  }
}
