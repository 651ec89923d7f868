package se.sluss.receipts.support;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import se.sluss.receipts.webhook.address.Asker;
import se.sluss.receipts.webhook.address.LookupsBusyException;
import se.sluss.receipts.webhook.address.NameLookup;

/**
 * A name server that says what it is told; each name gives its answers in turn, the last for good.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class ScriptedNames implements NameLookup {
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Map<String, List<List<InetAddress>>> answers = new ConcurrentHashMap<>();

  public ScriptedNames() {
    answer(SinkResource.HOST, "127.0.0.1");
  }

  /** From now on the name has these addresses. */
  public void answer(String host, String... addresses) {
    answers.put(host, List.of(literals(addresses)));
  }

  /** The name has the first address at the next look-up and the second at all later ones. */
  public void rebind(String host, String first, String then) {
    answers.put(host, List.of(literals(first), literals(then)));
  }

  /** The next look-up of the name for a delivery finds no free place. */
  public void busyOnce(String host) {
    busy.add(host);
  }

  @Override
  public List<InetAddress> lookup(String host, Asker asker) throws UnknownHostException {
    if (asker.work() == Asker.Work.DELIVERY && busy.remove(host)) {
      throw new LookupsBusyException();
    }
    List<List<InetAddress>> known = answers.get(host);
    if (known == null) {
      throw new UnknownHostException(host);
    }
    if (known.size() > 1) {
      answers.put(host, known.subList(1, known.size()));
    }
    return known.getFirst();
  }

  private static List<InetAddress> literals(String... addresses) {
    return Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
  }
}
