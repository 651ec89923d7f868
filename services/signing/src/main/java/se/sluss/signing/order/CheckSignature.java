package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.signature.AcceptedCertificates;
import se.sluss.model.signature.BankIdSignatureVerifier;
import se.sluss.model.signature.Check;
import se.sluss.model.signature.CompletedUser;
import se.sluss.model.signature.RiskPolicy;
import se.sluss.model.signature.SentOrder;
import se.sluss.model.signature.SignerName;
import se.sluss.model.signature.TimeWindow;
import se.sluss.model.signature.VerificationRequest;
import se.sluss.model.signature.VerificationResult;
import se.sluss.model.xml.SignedEntry;
import se.sluss.signing.bankid.BankId;
import se.sluss.signing.bankid.Environments;
import se.sluss.signing.bankid.HttpBankId;
import se.sluss.signing.bankid.Terms;

/**
 * Holds a collected signature against all that the order asked for: the person, the text, the
 * entries, ourselves as the relying party, and the time in which the order ran.
 */
@ApplicationScoped
public class CheckSignature {
  private final OrderContent content;
  private final SigningConfig config;
  private final Environments bankId;
  private final BankIdSignatureVerifier verifier = new BankIdSignatureVerifier();

  /** What came of it. */
  sealed interface Verdict {
    /** It holds. */
    record Good(BankId.Completion completion, VerificationResult.Verified verified)
        implements Verdict {
      Instant signedAt() {
        return verified.signedAt();
      }

      /** The names of the steps that passed, in order. */
      List<String> checks() {
        return verified.checks().stream()
            .filter(check -> check.outcome() == Check.Outcome.PASSED)
            .map(check -> check.step().name())
            .toList();
      }
    }

    /**
     * Worth nothing.
     *
     * @param check the name of the step that failed
     */
    record Bad(String check) implements Verdict {}
  }

  public CheckSignature(OrderContent content, SigningConfig config, Environments bankId) {
    this.content = content;
    this.config = config;
    this.bankId = bankId;
  }

  Verdict of(SigningOrder order, Instant now) {
    OrderContent.Request request = content.request(order);
    OrderContent.RequestedPart part = request.parts().get(order.part() - 1);
    BankId.Completion completion;
    try {
      completion = content.completion(order);
    } catch (IllegalArgumentException e) {
      return new Verdict.Bad("ANSWER");
    }
    Terms.Requirement asked = request.terms().requirement();
    AcceptedCertificates accepted = bankId.accepted(order.owner().mode());
    Set<String> policies = policies(accepted, asked);
    if (policies.isEmpty()) {
      return new Verdict.Bad("SIGNING_CERTIFICATE");
    }
    VerificationRequest wanted =
        VerificationRequest.of(
                completion.signature(),
                completion.ocspResponse(),
                accepted.roots(),
                policies,
                entries(part),
                new TimeWindow(order.partStartedAt(), now, config.clockSkew()))
            .sent(
                new SentOrder(
                    part.visibleData(),
                    Optional.of(HttpBankId.VISIBLE_FORMAT),
                    Optional.of(part.nonVisibleData())))
            .signers(request.signers().stream().map(Personnummer::new).collect(Collectors.toSet()))
            .user(
                new CompletedUser(
                    completion.personalNumber(),
                    new SignerName(
                        completion.name(), completion.givenName(), completion.surname())))
            .relyingParty(bankId.relyingPartyNumber(order.owner().party()))
            .risk(risk(asked, completion))
            .build();
    return switch (verifier.verify(wanted)) {
      case VerificationResult.Verified verified -> new Verdict.Good(completion, verified);
      case VerificationResult.Rejected rejected ->
          new Verdict.Bad(rejected.failure().step().name());
    };
  }

  /** What the order asked for counts, though BankID saw to it as well. */
  private static Set<String> policies(
      AcceptedCertificates accepted, Terms.@Nullable Requirement asked) {
    return asked == null || asked.certificatePolicies() == null
        ? accepted.policies()
        : accepted.policiesAsked(asked.certificatePolicies());
  }

  private static RiskPolicy risk(Terms.@Nullable Requirement asked, BankId.Completion completion) {
    Set<String> levels =
        switch (asked == null || asked.risk() == null ? "" : asked.risk()) {
          case "low" -> Set.of("low");
          case "moderate" -> Set.of("low", "moderate");
          default -> Set.of();
        };
    return new RiskPolicy(
        levels,
        completion.risk(),
        asked != null && Boolean.TRUE.equals(asked.mrtd()),
        completion.identityDocumentRead());
  }

  private static Set<SignedEntry> entries(OrderContent.RequestedPart part) {
    String signed =
        new String(Base64.getDecoder().decode(part.nonVisibleData()), StandardCharsets.UTF_8);
    return new HashSet<>(SignedEntry.parseAll(signed));
  }
}
