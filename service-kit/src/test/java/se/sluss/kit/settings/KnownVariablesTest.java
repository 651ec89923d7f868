package se.sluss.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownVariablesTest {
  private final KnownVariables variables =
      new KnownVariables(
          List.of(
              "sluss.submitter.governor.window",
              "sluss.submitter.connections.test-hosts",
              "sluss.signing.bankid.vendors.VENDOR.rp-key-store",
              "sluss.cursor.secret"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SLUSS_SUBMITTER_GOVERNOR_WINDOW",
        "SLUSS_SUBMITTER_CONNECTIONS_TEST_HOSTS",
        "SLUSS_SUBMITTER_CONNECTIONS_TEST_HOSTS_0_",
        "SLUSS_SIGNING_BANKID_VENDORS__VEN_1__RP_KEY_STORE",
      })
  void aSettingOfTheRoomIsKnown(String name) {
    assertThat(variables.unknown(List.of(name))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SLUSS_SUBMITTER_GOVERNOR_WINDW",
        "SLUSS_SUBMITTER_GOVERNR_WINDOW",
        "SLUSS_SUBMITTER_GOVERNOR_WINDOW_",
        "SLUSS_SIGNING_BANKID_VENDORS__VEN_1__RP_KEYSTORE",
        "SLUSS_CURSOR_SECRETS",
      })
  void aMistypedOneIsTold(String name) {
    assertThat(variables.unknown(List.of(name, "PATH"))).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SLUSS_HOME",
        "SLUSS_RECEIPTS_WEBHOOK_LEASE",
        "SLUSS_SUBMITTER_SERVICE_HOST",
        "SLUSS_SUBMITTER_SERVICE_PORT_HTTP",
        "SLUSS_SUBMITTER_PORT",
        "SLUSS_SUBMITTER_PORT_8400_TCP_ADDR",
      })
  void whatIsNoneOfTheRoomsIsPassedOver(String name) {
    assertThat(variables.unknown(List.of(name))).isEmpty();
  }

  @Test
  void withoutAListNothingIsUnknown() {
    assertThat(new KnownVariables(List.of()).unknown(List.of("SLUSS_CURSOR_SECRETS"))).isEmpty();
  }
}
