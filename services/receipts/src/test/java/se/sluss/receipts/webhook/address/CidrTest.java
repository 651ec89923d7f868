package se.sluss.receipts.webhook.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.1.2.3,true",
    "10.0.0.0/8,11.0.0.0,false",
    "192.168.1.128/25,192.168.1.128,true",
    "192.168.1.128/25,192.168.1.127,false",
    "192.168.1.1/32,192.168.1.1,true",
    "192.168.1.1/32,192.168.1.0,false",
    "0.0.0.0/0,255.255.255.255,true",
    "0.0.0.0/0,::1,false",
    "::/0,2001:db8::1,true",
    "2001::/23,2001:1ff::1,true",
    "2001::/23,2001:200::1,false",
    "64:ff9b::/96,64:ff9b::1.2.3.4,true",
    "64:ff9b::/96,64:ff9b::1:0:1,false",
    "2001:db8::/64,2001:db8::ffff,true",
    "2001:db8::/64,2001:db8:0:1::,false",
    "2001:db8::1/128,2001:db8::1,true",
    "2001:db8::1/128,2001:db8::2,false"
  })
  void containsWhatSharesItsLeadingBits(String range, String address, boolean contained) {
    assertThat(Cidr.of(range).contains(InetAddress.ofLiteral(address))).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "host/8", "", "/8"})
  void anythingElseIsNoRange(String text) {
    assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
