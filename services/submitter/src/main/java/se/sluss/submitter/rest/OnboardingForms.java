package se.sluss.submitter.rest;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.OperatorActs;
import se.sluss.submitter.onboarding.Questions;

/** What is sent to move an onboarding on, unchecked. */
final class OnboardingForms {
  private static final int LONGEST_ANSWER = 4000;

  private OnboardingForms() {}

  /** Who begins, with what. */
  record Start(@Nullable String vendorId, @Nullable String service) {
    record Checked(VendorId vendor, Service service) {}

    static Checked check(@Nullable Start form) {
      Start asked = form == null ? new Start(null, null) : form;
      Faults faults = new Faults();
      VendorId vendor =
          faults.read("vendorId", asked.vendorId, VendorId::of, "must be a vendor's identifier");
      Service service =
          faults.read("service", asked.service, Service::valueOf, "must be E_IOA or ELT");
      faults.refuseIfAny();
      return new Checked(
          Objects.requireNonNull(vendor, "a fault is there"),
          Objects.requireNonNull(service, "a fault is there"));
    }
  }

  /**
   * What somebody says of a step.
   *
   * @param done true when absent
   * @param reason what shows it, such as the date of a letter; says nothing of persons
   */
  record Word(@Nullable Boolean done, @Nullable String reason) {
    record Checked(boolean done, String note) {}

    static Checked check(@Nullable Word form) {
      Word said = form == null ? new Word(null, null) : form;
      Faults faults = new Faults();
      String note = faults.reason(said.reason, true);
      faults.refuseIfAny();
      return new Checked(said.done == null || said.done, note);
    }
  }

  /** Answers by the questions' identifiers. */
  record Answers(@Nullable Map<String, String> answers) {
    static Map<String, String> check(@Nullable Answers form, Questions questions) {
      Faults faults = new Faults();
      Map<String, String> given = form == null || form.answers == null ? Map.of() : form.answers;
      if (given.isEmpty()) {
        faults.add("answers", "missing", "is missing");
      }
      given.forEach(
          (id, text) -> {
            if (!questions.has(id)) {
              faults.add("answers", "unknown", "names a question that there is not");
            } else if (text == null || text.length() > LONGEST_ANSWER) {
              faults.add(
                  "answers/" + id,
                  "too-long",
                  "is a text of at most " + LONGEST_ANSWER + " characters");
            }
          });
      faults.refuseIfAny();
      return given;
    }
  }

  /**
   * To open production.
   *
   * @param reason kept with the act; may be left out
   */
  record Open(@Nullable String reason) {
    static OperatorActs.Why check(@Nullable Open form) {
      Faults faults = new Faults();
      String reason = faults.reason(form == null ? null : form.reason, false);
      faults.refuseIfAny();
      return LaneForms.why(reason);
    }
  }
}
