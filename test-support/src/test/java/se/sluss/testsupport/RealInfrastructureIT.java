package se.sluss.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.sluss.model.sealed.LocalMasterKey;

class RealInfrastructureIT {
  @Test
  void eachRoomGetsItsOwnRoleOnTheOneDatabase() throws SQLException {
    Map<String, String> intake = configuration("intake");
    Map<String, String> receipts = configuration("receipts");

    assertThat(schemaOf(intake)).isEqualTo("intake");
    assertThat(schemaOf(receipts)).isEqualTo("receipts");
    assertThat(intake.get("kafka.bootstrap.servers"))
        .isEqualTo(receipts.get("kafka.bootstrap.servers"));
    assertThat(LocalMasterKey.read(Path.of(intake.get("sluss.sealing.keyset-file"))).primaryKeyId())
        .isNotBlank();
  }

  @Test
  void aProbeSeesWhatAProbeSent() {
    try (KafkaProbe probe = KafkaProbe.onTestServers()) {
      var headers =
          KafkaProbe.cloudEvent("evt_1", "se.sluss.test.v1", "/test", "sub_1", Instant.EPOCH);
      probe.send("sluss.intake", "sub_1", "{}".getBytes(StandardCharsets.UTF_8), headers);

      var seen = probe.await("sluss.intake", 1, record -> record.key().equals("sub_1"));

      assertThat(KafkaProbe.header(seen.getFirst(), "ce_time")).contains("1970-01-01T00:00:00Z");
      assertThat(KafkaProbe.header(seen.getFirst(), "ce_absent")).isEmpty();
    }
  }

  private static Map<String, String> configuration(String room) {
    var resource = new RealInfrastructure();
    resource.init(Map.of("room", room));
    return resource.start();
  }

  private static String schemaOf(Map<String, String> configuration) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(
            configuration.get("quarkus.datasource.jdbc.url"),
            configuration.get("quarkus.datasource.username"),
            configuration.get("quarkus.datasource.password"))) {
      return connection.getSchema();
    }
  }
}
