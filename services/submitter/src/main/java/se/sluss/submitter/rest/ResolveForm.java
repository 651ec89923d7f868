package se.sluss.submitter.rest;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.Resolution;
import se.sluss.submitter.delivery.ResolveParked;

/**
 * A decision about a parked document as it came, unchecked.
 *
 * @param as RECEIVED, REFUSED or SEND_AGAIN
 * @param txId the authority's identifier of the call, with RECEIVED and only then
 * @param reason in the operator's words, shown to the submission's owner
 */
public record ResolveForm(@Nullable String as, @Nullable String txId, @Nullable String reason) {
  private static final Pattern TX_ID = Pattern.compile("[!-~]{1,100}");

  static ResolveParked.Decision check(@Nullable ResolveForm form) {
    ResolveForm asked = form == null ? new ResolveForm(null, null, null) : form;
    Faults faults = new Faults();
    Resolution as =
        faults.read("as", asked.as, Resolution::valueOf, "must be RECEIVED, REFUSED or SEND_AGAIN");
    Optional<String> txId = asked.checkedTxId(as, faults);
    String reason = faults.reason(asked.reason, true);
    faults.refuseIfAny();
    return new ResolveParked.Decision(
        Objects.requireNonNull(as, "a fault is there"), txId, LaneForms.why(reason));
  }

  private Optional<String> checkedTxId(@Nullable Resolution resolution, Faults faults) {
    if (resolution == Resolution.RECEIVED) {
      return Optional.ofNullable(
          faults.read(
              "txId", txId, ResolveForm::txId, "must be 1 to 100 visible ASCII characters"));
    }
    if (resolution != null && txId != null) {
      faults.add("txId", "not-expected", "belongs to what the authority has received only");
    }
    return Optional.empty();
  }

  private static String txId(String text) {
    if (!TX_ID.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
