package se.sluss.receipts.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.Problem.Fault;
import se.sluss.kit.problem.ProblemType;
import se.sluss.receipts.event.EventKind;
import se.sluss.receipts.webhook.delivery.DeliveryFilter;
import se.sluss.receipts.webhook.delivery.DeliveryStatus;

/** Filters of lists, read from query parameters. */
final class Filters {
  private Filters() {}

  /**
   * Deliveries in a status, of a type of event.
   *
   * @throws Problem {@code validation-failed} with all faults
   */
  static DeliveryFilter deliveries(@Nullable String status, @Nullable String eventType) {
    List<Fault> faults = new ArrayList<>();
    Optional<DeliveryStatus> inStatus =
        Arrays.stream(DeliveryStatus.values())
            .filter(known -> known.name().equals(status))
            .findFirst();
    if (status != null && inStatus.isEmpty()) {
      faults.add(new Fault("#/status", "unknown-status", "is no status of a delivery"));
    }
    if (eventType != null
        && Arrays.stream(EventKind.values()).noneMatch(kind -> kind.type().equals(eventType))) {
      faults.add(new Fault("#/eventType", "unknown-event-type", "is no type of event"));
    }
    if (!faults.isEmpty()) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Correct the parameters that are listed.")
          .withErrors(faults);
    }
    return new DeliveryFilter(inStatus, Optional.ofNullable(eventType));
  }
}
