package se.sluss.receipts.webhook.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  /** At least the first and last address of every refused range, and what hides an address. */
  static final List<String> REFUSED =
      List.of(
          "0.0.0.0",
          "0.255.255.255",
          "10.0.0.0",
          "10.255.255.255",
          "100.64.0.0",
          "100.64.0.1",
          "100.127.255.255",
          "127.0.0.0",
          "127.0.0.1",
          "127.255.255.255",
          "169.254.0.0",
          "169.254.169.254",
          "169.254.255.255",
          "172.16.0.0",
          "172.31.255.255",
          "192.0.0.0",
          "192.0.0.8",
          "192.0.0.255",
          "192.0.2.0",
          "192.0.2.255",
          "192.88.99.0",
          "192.88.99.255",
          "192.168.0.0",
          "192.168.255.255",
          "198.18.0.0",
          "198.18.0.1",
          "198.19.255.255",
          "198.51.100.0",
          "198.51.100.255",
          "203.0.113.0",
          "203.0.113.255",
          "224.0.0.0",
          "239.255.255.255",
          "240.0.0.0",
          "240.0.0.1",
          "255.255.255.255",
          "::",
          "::1",
          "::127.0.0.1",
          "::ffff:127.0.0.1",
          "::ffff:10.0.0.1",
          "::ffff:169.254.169.254",
          "64:ff9b::a9fe:a9fe",
          "64:ff9b:1::1",
          "100::1",
          "5f00::1",
          "fc00::1",
          "fd00:ec2::254",
          "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "fe80::1",
          "febf::1",
          "fec0::1",
          "ff00::1",
          "ff02::1",
          "2001::1",
          "2001:0:a9fe:a9fe::1",
          "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
          "2001:db8::1",
          "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
          "2002:a9fe:a9fe::1",
          "2002:7f00:1::",
          "3fff::1",
          "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
          "1fff:ffff::1",
          "4000::1");

  private final AddressRules strict = new AddressRules(List.of(), List.of());

  @ParameterizedTest
  @FieldSource("REFUSED")
  void everyRowOfTheTableIsRefused(String address) {
    assertThat(strict.refuses(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.0.3.0",
        "192.88.98.255",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.114.0",
        "223.255.255.255",
        "2000::1",
        "2001:200::1",
        "2001:db7:ffff::1",
        "2001:db9::1",
        "2003::1",
        "2606:4700::1111",
        "3ffe::1",
        "3fff:1000::1"
      })
  void neighboursOfTheTableAreAllowed(String address) {
    assertThat(strict.refuses(InetAddress.ofLiteral(address))).isFalse();
  }

  @Test
  void mappedAddressKeptInSixteenBytesIsJudgedAsIpv4() throws UnknownHostException {
    // given an answer as a resolver may give it, which the JDK's factory would have unwrapped
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};

    // when
    InetAddress kept = java.net.Inet6Address.getByAddress("name", mapped, -1);

    // then
    assertThat(kept.getAddress()).hasSize(16);
    assertThat(strict.refuses(kept)).isTrue();
    AddressRules open = new AddressRules(List.of(Cidr.of("127.0.0.0/8")), List.of());
    assertThat(open.refuses(kept)).isFalse();
  }

  @Test
  void operatorMayOpenOneRangeAndNoMore() {
    AddressRules open = new AddressRules(List.of(Cidr.of("127.0.0.1/32")), List.of());

    assertThat(open.refuses(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
    assertThat(open.refuses(InetAddress.ofLiteral("127.0.0.2"))).isTrue();
    assertThat(open.refuses(InetAddress.ofLiteral("10.0.0.1"))).isTrue();
    assertThat(open.refuses(InetAddress.ofLiteral("::1"))).isTrue();
  }

  @Test
  void whatTheOperatorClosesStaysClosed() {
    AddressRules rules =
        new AddressRules(List.of(Cidr.of("0.0.0.0/0")), List.of(Cidr.of("198.41.0.0/24")));

    assertThat(rules.refuses(InetAddress.ofLiteral("198.41.0.4"))).isTrue();
    assertThat(rules.refuses(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
  }
}
