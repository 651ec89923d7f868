package se.sluss.kit.meters;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.KitTest;

@KitTest
class RoomMetersIT {
  @Inject BeanManager beans;

  /** A start that fails ends in no other event. */
  @Test
  void theEndOfAStartThatFailedIsNoticedToo() {
    assertThat(beans.resolveObserverMethods(new Object(), BeforeDestroyed.Literal.APPLICATION))
        .extracting(ObserverMethod::getBeanClass)
        .contains((Class) RoomMeters.class);
  }
}
