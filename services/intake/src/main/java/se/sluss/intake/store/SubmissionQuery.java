package se.sluss.intake.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import se.sluss.intake.submission.Owner;
import se.sluss.intake.submission.Wanted;

/** A condition on rows of submissions, built of parts. */
final class SubmissionQuery {
  private final StringBuilder where;
  private final Map<String, Object> values = new HashMap<>();

  private SubmissionQuery(String first) {
    this.where = new StringBuilder(first);
  }

  static SubmissionQuery of(Owner owner) {
    SubmissionQuery query =
        new SubmissionQuery("vendorId = :vendor and mode = :mode")
            .bind("vendor", owner.vendorId().value())
            .bind("mode", owner.mode().wire());
    return query.where("tenantId", owner.tenantId().map(Object::toString));
  }

  SubmissionQuery wanted(Wanted wanted) {
    wanted
        .batch()
        .ifPresent(
            batch ->
                and(
                    "id in (select i.submissionId from BatchItemEntity i where i.batchId = :batch)",
                    "batch",
                    batch.value()));
    return where("state", wanted.state())
        .where("service", wanted.service())
        .where("month", wanted.month().map(Object::toString))
        .where("personKey", wanted.personKey())
        .where("assistantKey", wanted.assistantKey())
        .where("reference", wanted.reference());
  }

  SubmissionQuery and(String condition, String name, Object value) {
    where.append(" and ").append(condition);
    return bind(name, value);
  }

  SubmissionQuery bind(String name, Object value) {
    values.put(name, value);
    return this;
  }

  String where() {
    return where.toString();
  }

  Map<String, Object> values() {
    return values;
  }

  private SubmissionQuery where(String member, Optional<?> value) {
    value.ifPresent(wanted -> and(member + " = :" + member, member, wanted));
    return this;
  }
}
