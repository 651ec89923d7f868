package se.sluss.receipts.webhook.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a name into addresses. */
public interface NameLookup {
  /**
   * All addresses of a name, at least one.
   *
   * @throws UnknownHostException when it has none
   * @throws LookupTimedOutException when none was told in time
   * @throws LookupsBusyException when it was not asked for, since too much is being asked for
   */
  List<InetAddress> lookup(String host, Asker asker) throws UnknownHostException;
}
