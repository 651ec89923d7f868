package se.sluss.submitter.connection;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.submitter.certificate.AcceptedIssuers;

/**
 * What a connection has to be beside readable.
 *
 * @param guard of connections that name none
 * @param testHosts the authority's hosts that are for tests alone
 * @param liveHosts the authority's hosts that tests must never reach
 * @param testSuffixes ends of product types that are for tests alone
 * @param language in which faults are told
 */
public record ConnectionRules(
    Duration guard,
    AcceptedIssuers issuers,
    Set<String> testHosts,
    Set<String> liveHosts,
    Set<String> testSuffixes,
    Locale language) {

  /** What the authority's product types begin with, by service; a label's UUID begins so never. */
  private static final Map<Service, String> PRODUCTS =
      Map.of(Service.E_IOA, "fk.eioa.", Service.ELT, "fk.ase.");

  /** Whether nobody may reach this host in this mode. */
  boolean isWrongHost(URI address, Mode mode) {
    Set<String> others =
        switch (mode) {
          case TEST -> liveHosts;
          case LIVE -> testHosts;
        };
    return others.stream().anyMatch(address.getHost()::equalsIgnoreCase);
  }

  boolean isWrongProduct(String productType, Mode mode) {
    return mode == Mode.LIVE
        && testSuffixes.stream()
            .map(end -> end.toLowerCase(Locale.ROOT))
            .anyMatch(productType.toLowerCase(Locale.ROOT)::endsWith);
  }

  /** One that nobody knows may be a new one of the service, and is none of another. */
  boolean isOfAnotherService(String productType, Service service) {
    String product = productType.toLowerCase(Locale.ROOT);
    return PRODUCTS.entrySet().stream()
        .anyMatch(one -> one.getKey() != service && product.startsWith(one.getValue()));
  }
}
