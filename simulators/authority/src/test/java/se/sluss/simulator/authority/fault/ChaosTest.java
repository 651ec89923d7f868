package se.sluss.simulator.authority.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChaosTest {
  private static final List<FaultKind> KINDS =
      List.of(FaultKind.LATENCY, FaultKind.NEVER, FaultKind.RESET);

  @Test
  void theSameSeedStrikesTheSameCalls() {
    assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
  }

  @Test
  void itStrikesTheShareThatWasAskedForWithEveryKind() {
    List<Fault> faults = drawn(7).stream().flatMap(Optional::stream).toList();

    assertThat(faults).hasSizeBetween(850, 1150);
    assertThat(faults.stream().map(Fault::kind)).containsOnlyElementsOf(KINDS).containsAll(KINDS);
    assertThat(faults).allMatch(fault -> fault.delayMillis() <= 30_000);
  }

  @Test
  void anArmedFaultGoesBeforeChance() {
    FaultScript script = new FaultScript();
    script.chaos(new Chaos(new Chaos.Profile(1, 1, List.of(FaultKind.NEVER), null, null)));
    script.add(new Fault(FaultKind.SOAP_FAULT, null, null, null, null));

    assertThat(script.strikeCall("a").orElseThrow().kind()).isEqualTo(FaultKind.SOAP_FAULT);
    assertThat(script.strikeCall("a").orElseThrow().kind()).isEqualTo(FaultKind.NEVER);
  }

  @Test
  void aRefusedHandshakeCannotBeLeftToChance() {
    assertThatThrownBy(() -> new Chaos.Profile(1, 0.5, List.of(FaultKind.TLS_REFUSAL), null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Optional<Fault>> drawn(long seed) {
    Chaos chaos = new Chaos(new Chaos.Profile(seed, 0.1, KINDS, null, null));
    return Stream.generate(() -> chaos.draw("a")).limit(10_000).toList();
  }
}
