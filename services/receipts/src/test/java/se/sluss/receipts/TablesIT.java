package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import se.sluss.receipts.support.RoomTest;
import se.sluss.testsupport.OpenTables;

@RoomTest
class TablesIT {
  @Inject AgroalDataSource database;

  @Test
  void everyTableWithTenantsRowsHasAWallButThoseReadToFindOutWhoAsks() {
    assertThat(OpenTables.of(database)).containsExactly("api_client", "api_tenant");
  }
}
