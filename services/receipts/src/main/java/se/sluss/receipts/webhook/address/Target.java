package se.sluss.receipts.webhook.address;

import java.net.InetAddress;
import java.util.List;

/**
 * Where to connect: the URL, and the addresses that its name had when they were checked. Nobody
 * looks the name up again.
 */
public record Target(EndpointUrl url, List<InetAddress> addresses) {
  public Target {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("a target has an address");
    }
  }

  /** The address for an attempt: the next one each time, so that one dead address is passed by. */
  public InetAddress addressFor(int attempt) {
    return addresses.get(Math.floorMod(attempt - 1, addresses.size()));
  }
}
