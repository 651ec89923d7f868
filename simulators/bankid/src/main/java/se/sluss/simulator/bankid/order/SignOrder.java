package se.sluss.simulator.bankid.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signing order as the relying party asked for it, already checked against every limit.
 *
 * @param visibleData base64, as sent
 * @param nonVisibleData base64, as sent
 * @param returnUrl where the app leads the person back to; none when they come back by themselves
 */
public record SignOrder(
    String endUserIp,
    String visibleData,
    @Nullable String format,
    @Nullable String nonVisibleData,
    @Nullable String returnUrl,
    boolean returnRisk,
    Requirement requirement) {

  /**
   * Who may complete the order and how.
   *
   * @param policies patterns of certificate policies, empty for BankID's defaults
   * @param risk the highest risk accepted; none means no limit
   */
  public record Requirement(
      @Nullable String personalNumber, boolean mrtd, List<String> policies, @Nullable Risk risk) {

    /** What holds when nothing was required. */
    public static final Requirement NONE = new Requirement(null, false, List.of(), null);

    public Requirement {
      policies = List.copyOf(policies);
    }

    /** Whether a BankID of that policy may complete the order. */
    public boolean admitsPolicy(String policy) {
      return policies.isEmpty()
          || policies.stream()
              .anyMatch(
                  one ->
                      one.endsWith("*")
                          ? policy.startsWith(one.substring(0, one.length() - 1))
                          : policy.equals(one));
    }

    /** Whether that person may complete the order. */
    public boolean admitsPerson(String number) {
      return personalNumber == null || personalNumber.equals(number);
    }
  }

  /** Whether the answer is to carry the risk. */
  public boolean reportsRisk() {
    return returnRisk || requirement.risk() != null;
  }
}
