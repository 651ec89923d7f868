package se.sluss.simulator.authority.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaultScriptTest {
  private final FaultScript script = new FaultScript();

  @Test
  void aFaultStrikesAsOftenAsItWasAskedTo() {
    script.add(new Fault(FaultKind.SOAP_FAULT, null, null, 2, null));

    assertThat(script.strikeCall("a")).isPresent();
    assertThat(script.strikeCall("b")).isPresent();
    assertThat(script.strikeCall("a")).isEmpty();
  }

  @Test
  void aFaultForOneClientLeavesOthersAlone() {
    script.add(new Fault(FaultKind.SOAP_FAULT, null, null, null, "a"));

    assertThat(script.strikeCall("b")).isEmpty();
    assertThat(script.strikeCall("a")).isPresent();
  }

  @Test
  void aRefusedHandshakeIsNoFaultOfACall() {
    script.add(new Fault(FaultKind.TLS_REFUSAL, null, null, null, null));

    assertThat(script.strikeCall("a")).isEmpty();
    assertThat(script.strikeHandshake("a")).isTrue();
    assertThat(script.strikeHandshake("a")).isFalse();
  }

  @Test
  void clearedFaultsStrikeNobody() {
    script.add(new Fault(FaultKind.SOAP_FAULT, null, null, 5, null));
    script.clear();

    assertThat(script.strikeCall("a")).isEmpty();
  }

  @Test
  void aFaultThatMakesNoSenseIsNotArmed() {
    assertThatThrownBy(() -> new Fault(FaultKind.LATENCY, null, null, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fault(FaultKind.HTTP_STATUS, null, 200, null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
