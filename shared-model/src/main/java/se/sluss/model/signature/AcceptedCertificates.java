package se.sluss.model.signature;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.sluss.model.id.Mode;

/**
 * Which signers' certificates count in one mode. What BankID's test system or a simulator issues
 * cannot be accepted in live mode, whatever is configured.
 *
 * @param roots that a certificate must lead to
 * @param policies OIDs, of which a certificate must carry one
 */
public record AcceptedCertificates(TrustRoots roots, Set<String> policies) {
  /** Of BankID on file, on card and in the telephone. */
  public static final Set<String> PRODUCTION_POLICIES =
      Set.of("1.2.752.78.1.1", "1.2.752.78.1.2", "1.2.752.78.1.5");

  /** The same of BankID's test system and of simulators. */
  public static final Set<String> TEST_POLICIES =
      Set.of("1.2.3.4.5", "1.2.3.4.10", "1.2.3.4.25", "1.2.752.60.1.6");

  private static final Pattern TRIAL = Pattern.compile("\\b(test|simulat\\w*)\\b");
  private static final List<String> TRIAL_POLICIES = List.of("1.2.3.", "1.2.752.60.1.6");

  /** SHA-256 of the root of BankID's test system. */
  private static final String TEST_ROOT =
      "c6faeaf8ccadcfd0738dc99140ca788c1a19a93f843c5a9ec1369872d50e45f2";

  public AcceptedCertificates {
    policies = Set.copyOf(policies);
    if (policies.isEmpty()) {
      throw new IllegalArgumentException("no certificate policy is accepted");
    }
  }

  /**
   * For a mode.
   *
   * @throws IllegalArgumentException when a root or a policy is none for live mode, or when no
   *     signature could ever hold: below test roots alone, with none of their policies
   */
  public static AcceptedCertificates in(Mode mode, TrustRoots roots, Set<String> policies) {
    if (mode == Mode.LIVE) {
      for (X509Certificate root : roots.certificates()) {
        if (isTrial(root)) {
          throw new IllegalArgumentException("a test root is not accepted in live mode");
        }
      }
      for (String policy : policies) {
        if (isTrial(policy)) {
          throw new IllegalArgumentException(
              "the test policy " + policy + " is not accepted in live mode");
        }
      }
    }
    if (roots.certificates().stream().allMatch(AcceptedCertificates::isTrial)
        && policies.stream().noneMatch(AcceptedCertificates::isTrial)) {
      throw new IllegalArgumentException(
          "below a test root no certificate carries "
              + String.join(", ", new TreeSet<>(policies))
              + "; a test system's carry "
              + String.join(", ", new TreeSet<>(TEST_POLICIES)));
    }
    return new AcceptedCertificates(roots, policies);
  }

  /**
   * Narrowed to what an order asked for; may leave nothing, in which case no certificate counts.
   *
   * @param asked OIDs as BankID takes them, one {@code *} at the end allowed
   */
  public Set<String> policiesAsked(List<String> asked) {
    return policies.stream()
        .filter(
            policy ->
                asked.stream()
                    .anyMatch(
                        one ->
                            one.endsWith("*")
                                ? policy.startsWith(one.substring(0, one.length() - 1))
                                : policy.equals(one)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isTrial(String policy) {
    return TRIAL_POLICIES.stream().anyMatch(policy::startsWith);
  }

  private static boolean isTrial(X509Certificate root) {
    try {
      return Certificates.fingerprint(root).equals(TEST_ROOT)
          || TRIAL
              .matcher(root.getSubjectX500Principal().getName().toLowerCase(Locale.ROOT))
              .find();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a root cannot be written", e);
    }
  }
}
