package se.sluss.signing.bankid;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor may ask of BankID for one order, member by member in BankID's own words; what is
 * null is left to BankID.
 *
 * @param returnUrl where the app leads the person back to, 1 to 512 characters
 * @param returnRisk true to be told BankID's assessment of the risk
 * @param web the browser that the person acts in; never beside {@code app}
 * @param app the app that the person acts in
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Terms(
    @Nullable String returnUrl,
    @Nullable Boolean returnRisk,
    @Nullable Requirement requirement,
    @Nullable Web web,
    @Nullable App app) {
  public static final Terms NONE = new Terms(null, null, null, null, null);

  /** The policies that the order asks for; null when it asks for none. */
  public @Nullable List<String> policiesAsked() {
    return requirement == null ? null : requirement.certificatePolicies();
  }

  /** The same terms, with these policies. */
  public Terms requiring(List<String> certificatePolicies) {
    Requirement rest =
        requirement == null ? new Requirement(null, null, null, null, null) : requirement;
    return new Terms(
        returnUrl,
        returnRisk,
        new Requirement(
            rest.pinCode(), rest.mrtd(), rest.cardReader(), certificatePolicies, rest.risk()),
        web,
        app);
  }

  /**
   * How the person must sign.
   *
   * @param pinCode true to require the security code where biometrics would do
   * @param mrtd true to require that a passport or national identity card is read
   * @param cardReader {@code class1} or {@code class2}
   * @param certificatePolicies OIDs, one {@code *} at the end allowed; replaces BankID's default
   * @param risk the highest risk accepted, {@code low} or {@code moderate}
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Requirement(
      @Nullable Boolean pinCode,
      @Nullable Boolean mrtd,
      @Nullable String cardReader,
      @Nullable List<String> certificatePolicies,
      @Nullable String risk) {}

  /**
   * The person's browser.
   *
   * @param referringDomain the domain that starts the app, in lower-case A-labels
   * @param deviceIdentifier stable for the browser, such as a hash of a cookie of its own
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Web(
      @Nullable String referringDomain,
      @Nullable String userAgent,
      @Nullable String deviceIdentifier) {}

  /** The vendor's app on the person's device. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record App(
      @Nullable String appIdentifier,
      @Nullable String deviceOS,
      @Nullable String deviceModelName,
      @Nullable String deviceIdentifier) {}
}
