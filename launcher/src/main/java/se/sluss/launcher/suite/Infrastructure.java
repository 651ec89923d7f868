package se.sluss.launcher.suite;

import java.nio.file.Files;
import java.sql.SQLException;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.embedded.EmbeddedKafka;
import se.sluss.launcher.embedded.EmbeddedPostgres;
import se.sluss.launcher.embedded.KafkaOptions;
import se.sluss.launcher.embedded.PostgresOptions;
import se.sluss.launcher.embedded.SlussDatabase;
import se.sluss.launcher.process.ChildProcess;

/** The suite's database and broker. */
final class Infrastructure {
  private final SuiteOptions options;
  private final Addresses addresses;
  private final Secrets secrets;

  Infrastructure(SuiteOptions options, Addresses addresses, Secrets secrets) {
    this.options = options;
    this.addresses = addresses;
    this.secrets = secrets;
  }

  /** Starts Postgres with the rooms' roles and schemas; it answers when this returns. */
  ChildProcess postgres() {
    Layout layout = options.layout();
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            new PostgresOptions(
                layout.postgresData(),
                addresses.postgres(),
                secrets.superuserPassword(),
                options.databaseMemory(),
                true,
                layout.log("postgres"),
                layout.run()));
    try {
      SlussDatabase.prepare(postgres, secrets.databasePasswords());
    } catch (SQLException e) {
      postgres.close();
      throw new PlainFailure(
          "The database could not be prepared (SQL state "
              + e.getSQLState()
              + "); its log is "
              + layout.log("postgres"),
          e);
    }
    return postgres.process();
  }

  /** Starts Kafka with the topics; it answers when this returns. */
  ChildProcess kafka() {
    Layout layout = options.layout();
    return EmbeddedKafka.start(
            new KafkaOptions(
                layout.kafkaData(),
                addresses.kafka(),
                addresses.kafkaController(),
                options.broker(),
                layout.log("kafka"),
                layout.run()))
        .process();
  }

  boolean bankidReady() {
    return Files.exists(options.layout().pki("bankid").resolve("user-root.pem"))
        && Probe.accepts(addresses.bankid())
        && Probe.accepts(addresses.bankidControl());
  }
}
