package se.sluss.receipts.webhook.address;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to: public ones. Everything that the IANA registries of special
 * purposes keep back is refused, written as ranges since the JDK's own predicates miss many.
 */
public final class AddressRules {
  private static final Cidr GLOBAL_UNICAST = Cidr.of("2000::/3");
  private static final List<Cidr> SPECIAL_PURPOSE =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(Cidr::of)
          .toList();
  private static final Cidr ALL_V4 = Cidr.of("0.0.0.0/0");

  private final List<Cidr> allowed;
  private final List<Cidr> refusedToo;

  /**
   * @param allowed what the operator opens in spite of the table
   * @param refusedToo what the operator closes beyond the table, such as the suite's own public
   *     addresses; wins over {@code allowed}
   */
  public AddressRules(List<Cidr> allowed, List<Cidr> refusedToo) {
    this.allowed = List.copyOf(allowed);
    this.refusedToo = List.copyOf(refusedToo);
  }

  /** Whether nothing may be sent to the address. */
  public boolean refuses(InetAddress address) {
    if (anyContains(refusedToo, address)) {
      return true;
    }
    if (anyContains(allowed, address)) {
      return false;
    }
    boolean outsideUnicast = !ALL_V4.contains(address) && !GLOBAL_UNICAST.contains(address);
    return outsideUnicast || anyContains(SPECIAL_PURPOSE, address);
  }

  private static boolean anyContains(List<Cidr> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
