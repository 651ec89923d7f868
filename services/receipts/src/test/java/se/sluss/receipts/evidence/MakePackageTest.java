package se.sluss.receipts.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MakePackageTest {
  @ParameterizedTest
  @CsvSource({"0, PT5M", "1, PT10M", "2, PT20M", "6, PT5H20M", "7, PT6H", "1000000, PT6H"})
  void whatCannotBeMadeWaitsLongerEachTimeAndIsNeverGivenUp(int failures, Duration wait) {
    assertThat(MakePackage.patience(failures)).isEqualTo(wait);
  }
}
