package se.sluss.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.embedded.EmbeddedPostgres;
import se.sluss.launcher.embedded.PostgresOptions;
import se.sluss.launcher.process.Ports;

/** What the end of a run is judged by. */
class EndCheckIT {
  @TempDir Path folder;

  @Test
  void whatWasToldAsNotSentMayNotHaveCome() throws Exception {
    PostgresOptions options =
        new PostgresOptions(
            folder.resolve("postgres"),
            Ports.free(1).getFirst(),
            "bench",
            PostgresOptions.LITTLE_MEMORY,
            false,
            folder.resolve("postgres.log"),
            folder);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options);
        Connection connection = postgres.connect("postgres");
        Statement sql = connection.createStatement()) {
      sql.execute(
          """
          CREATE SCHEMA submitter;
          CREATE TABLE submitter.job (submission_id text, document_id text);
          CREATE TABLE submitter.attempt (submission_id text, outcome text);
          INSERT INTO submitter.job VALUES ('sub_1', 'once'), ('sub_2', 'twice'), ('sub_3', 'open');
          INSERT INTO submitter.attempt VALUES
            ('sub_1', 'NOT_SENT'), ('sub_1', 'RECEIVED'),
            ('sub_2', 'IN_DOUBT'), ('sub_2', 'RECEIVED'),
            ('sub_3', NULL);
          """);

      assertThat(EndCheck.counts(connection, EndCheck.ATTEMPTS))
          .isEqualTo(Map.of("once", 1L, "twice", 2L, "open", 1L));
    }
  }
}
