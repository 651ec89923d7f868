package se.sluss.signing.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.signing.order.Language;
import se.sluss.signing.order.OrderStatus;

class StepTest {
  @ParameterizedTest
  @CsvSource({
    "STARTING,  ,     false, WORKING, WORKING",
    "OPENING,   ,     false, WORKING, WORKING",
    "PENDING,   code, false, OPEN,    SCAN",
    "PENDING,   ,     false, IN_APP,  IN_APP",
    "PENDING,   code, true,  WORKING, WORKING",
    "COLLECTED, ,     false, WORKING, WORKING",
    "COMPLETED, ,     false, SIGNED,  SIGNED",
    "FAILED,    ,     false, ENDED,   ENDED",
    "CANCELLED, ,     false, ENDED,   ENDED"
  })
  void whatIsToDoNextDependsOnTheOrderAndTheDevice(
      OrderStatus status, String code, boolean cancelRequested, Step here, Step elsewhere) {
    var order = Views.order(status, code, cancelRequested);

    assertThat(Step.of(order, Device.THIS)).isEqualTo(here);
    assertThat(Step.of(order, Device.OTHER)).isEqualTo(elsewhere);
  }

  @Test
  void whoeverHasNoAppRunningYetMayStartItByTheLinkStill() {
    var unstarted = Views.hinted("noClient");

    Glance here = Glance.of(unstarted, Device.THIS, Language.SV, "bankid:///");
    assertThat(here.step()).isEqualTo(Step.OPEN);
    assertThat(here.launch()).isEqualTo("bankid:///");
    assertThat(Step.of(unstarted, Device.OTHER)).isEqualTo(Step.IN_APP);
    assertThat(Step.of(Views.hinted("started"), Device.THIS)).isEqualTo(Step.IN_APP);
  }

  @Test
  void whoeverHasNoOrderYetChooses() {
    assertThat(Step.of(null, Device.OTHER)).isEqualTo(Step.CHOOSE);
  }

  @Test
  void theCodeAndTheLinkAreShownWhereTheyAreOfUseAlone() {
    var waiting = Views.order(OrderStatus.PENDING, "bankid.t.0.c", false);

    Glance elsewhere = Glance.of(waiting, Device.OTHER, Language.SV, "bankid:///");
    assertThat(elsewhere.qr()).isEqualTo(QrImage.of("bankid.t.0.c"));
    assertThat(elsewhere.launch()).isNull();
    assertThat(elsewhere.message()).isEqualTo("svenska");
    Glance here = Glance.of(waiting, Device.THIS, Language.EN, "bankid:///");
    assertThat(here.qr()).isNull();
    assertThat(here.launch()).isEqualTo("bankid:///");
    assertThat(here.message()).isEqualTo("English");
  }
}
