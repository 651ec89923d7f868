package se.sluss.receipts.webhook.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {
  private static final Set<Integer> PORTS = Set.of(443, 8443);

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example.se,hooks.example.se,443,/",
    "HTTPS://Hooks.Example.SE./a/b?c=d%20e,hooks.example.se,443,/a/b?c=d%20e",
    "https://hooks.example.se:8443/x,hooks.example.se,8443,/x",
    "https://hooks.example.se:443?q,hooks.example.se,443,/?q",
    "https://xn--rksmrgs-5wao1o.se/in,xn--rksmrgs-5wao1o.se,443,/in",
    "https://127.0.0.1.example.se/,127.0.0.1.example.se,443,/"
  })
  void takesAPublicHttpsUrlApart(String text, String host, int port, String target) {
    assertThat(EndpointUrl.of(text, PORTS)).isEqualTo(new EndpointUrl(host, port, target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://",
        "https:///path",
        "hooks.example.se",
        "http://hooks.example.se/",
        "ftp://hooks.example.se/",
        "file:///etc/passwd",
        "https:hooks.example.se",
        "https://user@hooks.example.se/",
        "https://user:password@hooks.example.se/",
        "https://@hooks.example.se/",
        "https://hooks.example.se/#fragment",
        "https://hooks.example.se/#",
        "https://hooks.example.se:80/",
        "https://hooks.example.se:0/",
        "https://hooks.example.se:22/",
        "https://hooks.example.se:65536/",
        "https://hooks.example.se:port/",
        "https://127.0.0.1/",
        "https://8.8.8.8/",
        "https://[::1]/",
        "https://[2606:4700::1111]/",
        "https://[fe80::1%25eth0]/",
        "https://2130706433/",
        "https://127.1/",
        "https://0177.0.0.1/",
        "https://0x7f.0x0.0x0.0x1/",
        "https://0x7f000001/",
        "https://example.0x7f/",
        "https://intranet/",
        "https://localhost/",
        "https://app.localhost/",
        "https://localhost./",
        "https://printer.local/",
        "https://PRINTER.LOCAL./",
        "https://db.internal/",
        "https://metadata.google.internal/",
        "https://router.home.arpa/",
        "https://hidden.onion/",
        "https://under_score.example.se/",
        "https://-dash.example.se/",
        "https://dash-.example.se/",
        "https://a..example.se/",
        "https://.example.se/",
        "https://example.se../",
        "https://räksmörgås.se/",
        "https://127。0。0。1/",
        "https://hooks.example.se\\@evil.example.com/",
        "https://hooks.example.se /",
        " https://hooks.example.se/",
        "https://hooks.example.se/\r\nHost: x",
        "https://hooks.example.se/å",
        "https://hooks.example.se%2eevil.com/"
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> EndpointUrl.of(text, PORTS))
        .isInstanceOf(AddressRefusedException.class);
  }

  @Test
  void refusesMoreThan2048Characters() {
    String start = "https://hooks.example.se/";
    String longest = start + "a".repeat(2048 - start.length());

    assertThat(EndpointUrl.of(longest, PORTS).target()).hasSize(2048 - start.length() + 1);
    assertThatThrownBy(() -> EndpointUrl.of(longest + "a", PORTS))
        .isInstanceOf(AddressRefusedException.class);
  }

  @Test
  void operatorMayAddPorts() {
    assertThat(EndpointUrl.of("https://sink.webhooks.test:8471/", Set.of(8471)).port())
        .isEqualTo(8471);
  }
}
