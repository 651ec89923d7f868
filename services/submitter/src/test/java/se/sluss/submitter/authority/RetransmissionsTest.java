package se.sluss.submitter.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RetransmissionsTest {
  private static final String NAMES = "Tcp: RtoAlgorithm MaxConn ActiveOpens RetransSegs InErrs";

  @Test
  void countIsTheOneBelowItsName() {
    assertThat(
            Retransmissions.read(
                List.of("Ip: Forwarding RetransSegs", "Ip: 1 9", NAMES, "Tcp: 1 -1 52 38 2")))
        .isEqualTo(38);
  }

  @Test
  void withoutACountNothingIsConcluded() {
    assertThat(Retransmissions.read(List.of())).isZero();
    assertThat(Retransmissions.read(List.of(NAMES))).isZero();
    assertThat(Retransmissions.read(List.of("Tcp: RtoAlgorithm", "Tcp: 1"))).isZero();
    assertThat(Retransmissions.read(List.of(NAMES, "Tcp: 1 -1"))).isZero();
  }

  @Test
  void countThatIsNoNumberIsAFaultOfTheReadersCaller() {
    assertThatThrownBy(() -> Retransmissions.read(List.of(NAMES, "Tcp: 1 -1 52 many 2")))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void thisHostsCountNeverGoesBack() {
    long before = Retransmissions.count();

    assertThat(Retransmissions.count()).isGreaterThanOrEqualTo(before).isNotNegative();
  }
}
