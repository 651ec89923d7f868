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
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.signature.BankIdSignatureVerifier;
import se.sluss.model.signature.Check;
import se.sluss.model.signature.CompletedUser;
import se.sluss.model.signature.SentOrder;
import se.sluss.model.signature.SignerName;
import se.sluss.model.signature.TimeWindow;
import se.sluss.model.signature.TrustRoots;
import se.sluss.model.signature.VerificationRequest;
import se.sluss.model.signature.VerificationResult;
import se.sluss.model.xml.SignedEntry;
import se.sluss.signing.bankid.BankId;
import se.sluss.signing.bankid.BankIdConfig;
import se.sluss.signing.bankid.HttpBankId;
import se.sluss.signing.bankid.RelyingPartyTls;

/**
 * Holds a collected signature against all that the order asked for: the person, the text, the
 * entries, ourselves as the relying party, and the time in which the order ran.
 */
@ApplicationScoped
public class CheckSignature {
  private final OrderContent content;
  private final SigningConfig config;
  private final Set<String> policies;
  private final TrustRoots roots;
  private final Organisationsnummer relyingParty;
  private final BankIdSignatureVerifier verifier = new BankIdSignatureVerifier();

  /** What came of it. */
  sealed interface Verdict {
    /**
     * It holds.
     *
     * @param checks the names of the steps that passed, in order
     */
    record Good(BankId.Completion completion, Instant signedAt, List<String> checks)
        implements Verdict {}

    /**
     * Worth nothing.
     *
     * @param check the name of the step that failed
     */
    record Bad(String check) implements Verdict {}
  }

  public CheckSignature(OrderContent content, SigningConfig config, BankIdConfig bankId) {
    this.content = content;
    this.config = config;
    this.policies = bankId.certificatePolicies();
    this.roots = RelyingPartyTls.userRoots(bankId);
    this.relyingParty = RelyingPartyTls.relyingPartyNumber(bankId);
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
    VerificationRequest wanted =
        VerificationRequest.of(
                completion.signature(),
                completion.ocspResponse(),
                roots,
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
            .relyingParty(relyingParty)
            .build();
    return switch (verifier.verify(wanted)) {
      case VerificationResult.Verified verified ->
          new Verdict.Good(completion, verified.signedAt(), passed(verified));
      case VerificationResult.Rejected rejected ->
          new Verdict.Bad(rejected.failure().step().name());
    };
  }

  private static List<String> passed(VerificationResult.Verified verified) {
    return verified.checks().stream()
        .filter(check -> check.outcome() == Check.Outcome.PASSED)
        .map(check -> check.step().name())
        .toList();
  }

  private static Set<SignedEntry> entries(OrderContent.RequestedPart part) {
    String signed =
        new String(Base64.getDecoder().decode(part.nonVisibleData()), StandardCharsets.UTF_8);
    return new HashSet<>(SignedEntry.parseAll(signed));
  }
}
