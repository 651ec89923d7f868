package se.sluss.receipts.webhook.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import se.sluss.receipts.webhook.address.AddressRefusedException.Reason;

/**
 * The one check of where a webhook may go, used when an endpoint is saved, tested, delivered to and
 * replayed to: the URL's rules, then the name looked up by us, refused when any of its addresses is
 * refused, since an answer that mixes public and private ones is an attack.
 */
public class TargetCheck {
  private final NameLookup names;
  private final AddressRules rules;
  private final Set<Integer> allowedPorts;

  public TargetCheck(NameLookup names, AddressRules rules, Set<Integer> allowedPorts) {
    this.names = names;
    this.rules = rules;
    this.allowedPorts = Set.copyOf(allowedPorts);
  }

  /**
   * Checks and resolves. Looks the name up, which may take seconds: not inside a transaction.
   *
   * @throws AddressRefusedException when nothing may be sent there
   * @throws LookupsBusyException when the name could not be looked up now
   */
  public Target check(String url, Asker asker) {
    EndpointUrl parsed = EndpointUrl.of(url, allowedPorts);
    List<InetAddress> addresses = addresses(parsed.host(), asker);
    if (addresses.stream().anyMatch(rules::refuses)) {
      throw new AddressRefusedException(Reason.ADDRESS);
    }
    return new Target(parsed, addresses);
  }

  private List<InetAddress> addresses(String host, Asker asker) {
    try {
      List<InetAddress> addresses = names.lookup(host, asker);
      if (addresses.isEmpty()) {
        throw new AddressRefusedException(Reason.NAME);
      }
      return addresses;
    } catch (LookupTimedOutException e) {
      throw new AddressRefusedException(Reason.NAME_LATE);
    } catch (UnknownHostException e) {
      throw new AddressRefusedException(Reason.NAME);
    }
  }
}
