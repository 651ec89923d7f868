package se.sluss.model.signature;

import java.util.Optional;
import java.util.Set;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.xml.SignedEntry;

/**
 * A signature with all that it is held against. What is optional is skipped when absent; a
 * signature of our own order should have all of it.
 *
 * @param signature BankID's base64 string, unchanged
 * @param ocspResponse BankID's base64 string, unchanged
 * @param allowedPolicies the policy OIDs of which the signer's certificate must carry one
 * @param requiredEntries what the signature must cover; at least one
 * @param window when it may have been made
 * @param sent what our order sent; absent for a signature made elsewhere
 * @param signers of whom one must have signed; empty when it may be anyone
 * @param user whom BankID named beside the signature
 * @param relyingParty for whom it must have been made
 * @param risk how BankID's assessment is judged
 */
public record VerificationRequest(
    String signature,
    String ocspResponse,
    TrustRoots trustRoots,
    Set<String> allowedPolicies,
    Set<SignedEntry> requiredEntries,
    TimeWindow window,
    Optional<SentOrder> sent,
    Set<Personnummer> signers,
    Optional<CompletedUser> user,
    Optional<Organisationsnummer> relyingParty,
    Optional<RiskPolicy> risk) {
  public VerificationRequest {
    allowedPolicies = Set.copyOf(allowedPolicies);
    requiredEntries = Set.copyOf(requiredEntries);
    signers = Set.copyOf(signers);
    if (allowedPolicies.isEmpty() || requiredEntries.isEmpty()) {
      throw new IllegalArgumentException("a policy and an entry are needed to verify a signature");
    }
  }

  /** Begins a request with what every one needs. */
  public static Builder of(
      String signature,
      String ocspResponse,
      TrustRoots trustRoots,
      Set<String> allowedPolicies,
      Set<SignedEntry> requiredEntries,
      TimeWindow window) {
    return new Builder(
        new VerificationRequest(
            signature,
            ocspResponse,
            trustRoots,
            allowedPolicies,
            requiredEntries,
            window,
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  @Override
  public String toString() {
    return "VerificationRequest[entries=" + requiredEntries.size() + "]";
  }

  /** Adds what only some requests have. */
  public static final class Builder {
    private final VerificationRequest base;
    private Optional<SentOrder> sent = Optional.empty();
    private Set<Personnummer> signers = Set.of();
    private Optional<CompletedUser> user = Optional.empty();
    private Optional<Organisationsnummer> relyingParty = Optional.empty();
    private Optional<RiskPolicy> risk = Optional.empty();

    private Builder(VerificationRequest base) {
      this.base = base;
    }

    public Builder sent(SentOrder order) {
      this.sent = Optional.of(order);
      return this;
    }

    public Builder signer(Personnummer person) {
      return signers(Set.of(person));
    }

    /** One of these; anyone when there are none. */
    public Builder signers(Set<Personnummer> people) {
      this.signers = people;
      return this;
    }

    public Builder user(CompletedUser completed) {
      this.user = Optional.of(completed);
      return this;
    }

    public Builder relyingParty(Organisationsnummer organisation) {
      this.relyingParty = Optional.of(organisation);
      return this;
    }

    public Builder risk(RiskPolicy policy) {
      this.risk = Optional.of(policy);
      return this;
    }

    public VerificationRequest build() {
      return new VerificationRequest(
          base.signature,
          base.ocspResponse,
          base.trustRoots,
          base.allowedPolicies,
          base.requiredEntries,
          base.window,
          sent,
          signers,
          user,
          relyingParty,
          risk);
    }
  }
}
