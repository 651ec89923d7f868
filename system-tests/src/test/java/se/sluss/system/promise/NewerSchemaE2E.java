package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Component;
import se.sluss.system.actor.Authority;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/**
 * A newer release has been rolled out and has migrated; then the one before is started again: since
 * its process ended in the middle of the roll-out, or since the release is taken back.
 */
@OnRunningSluss
@Order(9)
class NewerSchemaE2E {
  private static final Duration GRACE = Duration.ofSeconds(40);
  private static final String MARK = " -- of a newer release";

  /** With those of its name that older replicas call. */
  private static final String CLAIM =
      "proname = 'claim_slots' AND pronamespace = 'submitter'::regnamespace";

  private final RunningSluss sluss;
  private final Authority authority;
  private final Vendor vendor;
  private final Component submitter;

  NewerSchemaE2E(RunningSluss sluss) {
    this.sluss = sluss;
    authority = sluss.authority();
    vendor = sluss.operator().vendor("Taken back", 1);
    submitter = sluss.suite().component(Room.SUBMITTER);
  }

  @Test
  void theReleaseBeforeStartsAndSendsWithTheNewerFunctions() throws SQLException {
    aNewerReleaseMigrated();
    String marked = marked();
    submitter.stop(GRACE);
    submitter.start();
    submitter.awaitReady();
    Handed handed = vendor.handIn(vendor.provider());
    vendor.sign(List.of(handed));
    vendor.await(List.of(handed), "RECEIVED");

    assertThat(marked).isNotEqualTo("0");
    assertThat(authority.callsOf(vendor.id()))
        .extracting(Authority.Call::documentId)
        .containsExactly(handed.documentId().toString());
    assertThat(marked()).isEqualTo(marked);
    assertThat(
            text(
                "SELECT installed_by FROM submitter.flyway_schema_history"
                    + " ORDER BY installed_rank DESC LIMIT 1"))
        .isEqualTo("newer");
  }

  @AfterEach
  void asItWas() throws SQLException {
    execute("DELETE FROM submitter.flyway_schema_history WHERE installed_by = 'newer'");
    execute(replacingInClaim("$function$" + MARK, "$function$"));
    if (!submitter.alive()) {
      submitter.start();
      submitter.awaitReady();
    }
  }

  private void aNewerReleaseMigrated() throws SQLException {
    execute(applied("'9999'", "of a newer release", "V9999__of_a_newer_release.sql"));
    execute(replacingInClaim("AS $function$", "AS $function$" + MARK));
    execute(applied("NULL", "claim", "db/migration/R__claim.sql"));
  }

  private String marked() throws SQLException {
    return text(
        "SELECT count(*) FROM pg_proc WHERE %s AND starts_with(prosrc, '%s')"
            .formatted(CLAIM, MARK));
  }

  private static String applied(String version, String description, String script) {
    return """
        INSERT INTO submitter.flyway_schema_history (installed_rank, version, description, type,
          script, checksum, installed_by, execution_time, success)
        SELECT max(installed_rank) + 1, %s, '%s', 'SQL', '%s', 1, 'newer', 1, true
        FROM submitter.flyway_schema_history
        """
        .formatted(version, description, script);
  }

  private static String replacingInClaim(String what, String by) {
    return """
        SET search_path = submitter;
        DO $do$
        DECLARE
          each regprocedure;
        BEGIN
          FOR each IN SELECT oid FROM pg_proc WHERE %s LOOP
            EXECUTE replace(pg_get_functiondef(each), '%s', '%s');
          END LOOP;
        END
        $do$
        """
        .formatted(CLAIM, what, by);
  }

  private void execute(String sql) throws SQLException {
    try (Connection superuser = sluss.superuser();
        Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql) throws SQLException {
    try (Connection superuser = sluss.superuser();
        Statement statement = superuser.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }
}
