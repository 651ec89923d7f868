package se.sluss.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
  @ParameterizedTest
  @CsvSource({
    "08006, true",
    "57P01, true",
    "53300, true",
    "40001, true",
    "40P01, true",
    "55P03, true",
    "25P03, true",
    "25P04, true",
    "23505, false",
    "22001, false",
    "42501, false",
    "42P01, false"
  })
  void theStateTellsWhetherWaitingHelps(String state, boolean passes) {
    SQLException fault = new SQLException("fault", state);
    assertThat(Faults.isPassing(new IllegalStateException(new StoreException("x", fault))))
        .isEqualTo(passes);
  }

  @Test
  void thePoolsFaultsHaveNoStateAndPass() {
    assertThat(Faults.isPassing(new SQLException("acquisition timeout"))).isTrue();
  }

  @Test
  void aRollbackPassesUnlessItsCauseStays() {
    RollbackException lost = new RollbackException("lost");
    assertThat(Faults.isPassing(lost)).isTrue();
    RollbackException violated = new RollbackException("violated");
    violated.addSuppressed(new SQLException("unique", "23505"));
    assertThat(Faults.isPassing(violated)).isFalse();
  }

  @Test
  void aProgramsOwnFaultStays() {
    assertThat(Faults.isPassing(new IllegalArgumentException("no"))).isFalse();
  }
}
