package se.sluss.signing.page;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageUpkeepTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://sign.example",
        "https://sign.example:8443",
        "http://localhost:8402",
        "http://127.0.0.1:1"
      })
  void anOriginIsTaken(String address) {
    assertThatCode(() -> PageUpkeep.requireOrigin(URI.create(address))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sign.example",
        "https://sign.example/",
        "https://sign.example/x",
        "https://a@b.example",
        "sign.example"
      })
  void anythingElseStopsTheStart(String address) {
    assertThatThrownBy(() -> PageUpkeep.requireOrigin(URI.create(address)))
        .hasMessageContaining("sluss.signing.page.base-url");
  }
}
