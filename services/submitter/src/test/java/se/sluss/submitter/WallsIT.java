package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@SubmitterTest
class WallsIT {
  private static final String TABLES =
      """
      SELECT class.relname FROM pg_class AS class
        JOIN pg_namespace AS room ON room.oid = class.relnamespace
        JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
      WHERE room.nspname = 'submitter' AND class.relkind IN ('r', 'p')
        AND attribute.attname = 'vendor_id' AND NOT attribute.attisdropped
      """;

  /** The shared tables that are read before anybody is known, or by the room itself only. */
  private static final String SHARED = "(api_client|api_tenant|outbox.*|inbox.*)";

  @Test
  void everyTableWithAVendorsRowsHasAWallThatHoldsForItsOwnerToo() {
    assertThat(Rows.read(TABLES)).contains("connection", "lane", "job", "attempt");
    assertThat(Rows.read(TABLES + " AND NOT (class.relrowsecurity AND class.relforcerowsecurity)"))
        .allSatisfy(table -> assertThat(table).matches(SHARED));
  }
}
