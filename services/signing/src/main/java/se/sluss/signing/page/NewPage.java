package se.sluss.signing.page;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.signing.bankid.Terms;
import se.sluss.signing.order.Language;
import se.sluss.signing.order.OpenOrder;
import se.sluss.signing.rest.NewOrder;

/**
 * The body of a request for a signing page, as it came: that of a signing order without what the
 * person's browser will tell.
 *
 * @param returnUrl where the page leads to; BankID is told the page's own address
 */
public record NewPage(
    @Nullable List<@Nullable String> submissionIds,
    @Nullable String role,
    @Nullable String signerPersonalNumber,
    @Nullable String returnUrl,
    @Nullable String language,
    @Nullable Boolean returnRisk,
    Terms.@Nullable Requirement requirement) {
  /** Stands for the address that is not known yet. */
  private static final String NO_ADDRESS = "::";

  /**
   * Turns the body into what is wanted.
   *
   * @throws Problem {@code validation-failed} with every fault
   */
  static PageWanted read(@Nullable NewPage body) {
    if (body == null) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Send a JSON object.");
    }
    OpenOrder.Wanted order =
        NewOrder.read(
            new NewOrder(
                body.submissionIds,
                body.role,
                body.signerPersonalNumber,
                NO_ADDRESS,
                body.language,
                body.returnUrl,
                body.returnRisk,
                body.requirement,
                null,
                null),
            Language.SV);
    if (body.returnUrl != null && !isWebAddress(body.returnUrl)) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members named.")
          .withError(
              "#/returnUrl",
              "not-https",
              "must be an https address without user name and fragment");
    }
    return new PageWanted(
        order.submissions(),
        order.role(),
        order.signer(),
        Optional.ofNullable(body.returnUrl),
        Optional.ofNullable(body.language).map(given -> order.language()),
        new PageTerms(body.returnRisk, body.requirement));
  }

  /** Somebody will press a link to it: https, or on the vendor's own machine plain http. */
  private static boolean isWebAddress(String text) {
    URI address = URI.create(text);
    String host = address.getHost();
    return host != null
        && address.getUserInfo() == null
        && address.getFragment() == null
        && ("https".equals(address.getScheme())
            || "http".equals(address.getScheme()) && isLoopback(host));
  }

  /** Without asking a name server. */
  static boolean isLoopback(String host) {
    try {
      return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "NewPage[role=" + role + "]";
  }
}
