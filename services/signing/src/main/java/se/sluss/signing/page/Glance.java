package se.sluss.signing.page;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;
import se.sluss.signing.order.Language;
import se.sluss.signing.rest.OrderView;

/**
 * What a tab shows of the order at one moment.
 *
 * @param message what to tell the person
 * @param qr only while the app is waited for on another device
 * @param launch opens the app on this device
 * @param part the part that is being signed, from 1
 */
@RegisterForReflection
public record Glance(
    Step step, String message, @Nullable QrImage qr, @Nullable String launch, int part, int parts) {

  static Glance nothingYet() {
    return new Glance(Step.CHOOSE, "", null, null, 1, 1);
  }

  static Glance of(OrderView order, Device device, Language language, @Nullable String launch) {
    Step step = Step.of(order, device);
    return new Glance(
        step,
        switch (language) {
          case SV -> order.message().sv();
          case EN -> order.message().en();
        },
        step == Step.SCAN && order.qrData() != null ? QrImage.of(order.qrData()) : null,
        step == Step.OPEN ? launch : null,
        order.part(),
        order.parts().size());
  }
}
