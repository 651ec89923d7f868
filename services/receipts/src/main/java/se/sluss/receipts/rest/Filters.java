package se.sluss.receipts.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.Problem.Fault;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.id.SubmissionId;
import se.sluss.receipts.event.EventKind;
import se.sluss.receipts.webhook.delivery.DeliveryFilter;
import se.sluss.receipts.webhook.delivery.DeliveryStatus;

/** Filters of lists, read from query parameters. */
final class Filters {
  private Filters() {}

  /**
   * Deliveries in a status, of a type of event.
   *
   * @param found what is wrong with the query beside that; of the same parameter nothing else is
   *     told
   * @throws Problem {@code validation-failed} with all faults
   */
  static DeliveryFilter deliveries(
      List<Fault> found, @Nullable String status, @Nullable String eventType) {
    List<Fault> faults = new ArrayList<>(found);
    Optional<DeliveryStatus> inStatus =
        Arrays.stream(DeliveryStatus.values())
            .filter(known -> known.name().equals(status))
            .findFirst();
    if (status != null && inStatus.isEmpty()) {
      add(faults, new Fault("#/status", "unknown-status", "is no status of a delivery"));
    }
    if (eventType != null
        && Arrays.stream(EventKind.values()).noneMatch(kind -> kind.type().equals(eventType))) {
      add(faults, new Fault("#/eventType", "unknown-event-type", "is no type of event"));
    }
    refuseAny(faults);
    return new DeliveryFilter(inStatus, Optional.ofNullable(eventType));
  }

  /**
   * Of one submission; of all when none is named.
   *
   * @param found as for {@link #deliveries}
   * @throws Problem {@code validation-failed} with all faults
   */
  static Optional<SubmissionId> submission(List<Fault> found, @Nullable String submissionId) {
    List<Fault> faults = new ArrayList<>(found);
    Optional<SubmissionId> wanted = Optional.ofNullable(submissionId).flatMap(SubmissionId::parse);
    if (submissionId != null && wanted.isEmpty()) {
      add(faults, new Fault("#/submissionId", "invalid-id", "is no submission's id"));
    }
    refuseAny(faults);
    return wanted;
  }

  private static void add(List<Fault> faults, Fault fault) {
    if (faults.stream().noneMatch(known -> known.pointer().equals(fault.pointer()))) {
      faults.add(fault);
    }
  }

  private static void refuseAny(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Correct the parameters that are listed.")
          .withErrors(faults);
    }
  }
}
