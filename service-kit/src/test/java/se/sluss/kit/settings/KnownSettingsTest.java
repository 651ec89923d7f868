package se.sluss.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSettingsTest {
  private final KnownSettings settings =
      new KnownSettings(
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
    assertThat(settings.unknownVariables(List.of(name))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SLUSS_SUBMITTER_GOVERNOR_WINDW",
        "SLUSS_SUBMITTER_GOVERNR_WINDOW",
        "SLUSS_SUBMITTER_GOVERNOR_WINDOW_",
        "SLUSS_SIGNING_BANKID_VENDORS__VEN_1__RP_KEYSTORE",
        "SLUSS_CURSOR_SECRETS",
        "SLUSS_SUBMITER_GOVERNOR_WINDOW",
        "SLUSS_CURSR_SECRET",
      })
  void aMistypedOneIsTold(String name) {
    assertThat(settings.unknownVariables(List.of(name, "PATH"))).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SLUSS_HOME",
        "SLUSS_RECEIPTS_WEBHOOK_LEASE",
        "SLUSS_PERSON_KEY_SECRET",
        "SLUSS_INTAKE_DB_PASSWORD",
        "SLUSS_SUBMITTER_SERVICE_HOST",
        "SLUSS_SUBMITTER_SERVICE_PORT_HTTP",
        "SLUSS_SUBMITTER_PORT",
        "SLUSS_SUBMITTER_PORT_8400_TCP_ADDR",
      })
  void whatIsNoneOfTheRoomsIsPassedOver(String name) {
    assertThat(settings.unknownVariables(List.of(name))).isEmpty();
  }

  /** Rooms may be started with all of Compose's file, and say nothing of it. */
  @Test
  void everyNameInTheFileOfComposeIsKnown() throws IOException {
    List<String> names =
        Files.readAllLines(Path.of("..", ".env.example")).stream()
            .filter(line -> line.matches("[A-Z_0-9]+=.*"))
            .map(line -> line.substring(0, line.indexOf('=')))
            .toList();
    KnownSettings ofARoom =
        new KnownSettings(
            List.of(
                "sluss.submitter.governor.window",
                "sluss.admin.key-sha256",
                "sluss.cursor.secret"));

    assertThat(names).hasSizeGreaterThan(10);
    assertThat(ofARoom.unknownVariables(names)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sluss.submitter.governor.window",
        "%prod.sluss.submitter.governor.window",
        "sluss.submitter.connections.test-hosts[1]",
        "sluss.signing.bankid.vendors.\"ven_1\".rp-key-store",
        "sluss.receipts.webhook.lease",
        "sluss.person-key.secret",
        "quarkus.http.port",
      })
  void aKeyOfARoomIsKnown(String key) {
    assertThat(settings.unknownKeys(List.of(key))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sluss.submiter.governor.window",
        "sluss.submitter.governor.windw",
        "sluss.cursr.secret",
        "sluss.cursor.secrets",
      })
  void aMistypedKeyIsTold(String key) {
    assertThat(settings.unknownKeys(List.of(key, "user.home"))).containsExactly(key);
    assertThat(settings.unknownKeys(List.of("%prod." + key))).containsExactly(key);
  }
}
