package se.sluss.model.signature;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Document;
import se.sluss.model.signature.VerificationResult.Rejected;
import se.sluss.model.signature.VerificationResult.Verified;
import se.sluss.model.xml.SignedEntry;

/**
 * Verifies signatures of BankID, step by step in the order of {@link VerificationStep}; the first
 * step that fails decides. Anything unforeseen fails too. Calls nobody, keeps nothing, registers
 * nothing; safe for concurrent use. Takes a few milliseconds of processor time.
 */
public final class BankIdSignatureVerifier {

  /** Never throws for what a signature holds: whatever is wrong with it is in the result. */
  public VerificationResult verify(VerificationRequest request) {
    Checklist steps = new Checklist();
    try {
      return run(
          steps,
          request,
          (chain, signedAt) ->
              steps.look(
                  VerificationStep.CERTIFICATE_CHAIN,
                  () -> chain.leadsTo(request.trustRoots(), signedAt)));
    } catch (StepFailedException e) {
      return new Rejected(steps.all());
    }
  }

  /**
   * For one who has no root to pin: looks at everything but whose root it is. The certificates must
   * lead to the bank's own authority, which anybody can make; so the step of the chain is skipped
   * at best, and what comes back is no {@link Verified}.
   *
   * @param request whose roots are not looked at
   */
  public List<Check> checkWithoutRoot(VerificationRequest request) {
    Checklist steps = new Checklist();
    try {
      run(
          steps,
          request,
          (chain, signedAt) -> {
            steps.begin(
                VerificationStep.CERTIFICATE_CHAIN,
                () -> {
                  chain.leadsToItsBank(signedAt);
                  return chain;
                });
            steps.skip(VerificationStep.CERTIFICATE_CHAIN, "no root is pinned");
          });
    } catch (StepFailedException e) {
      // told by the step that failed
    }
    return steps.all();
  }

  /** How the certificates are held against a root. */
  private interface Anchoring {
    void look(SignerChain chain, Instant signedAt) throws StepFailedException;
  }

  private static Verified run(Checklist steps, VerificationRequest request, Anchoring anchoring)
      throws StepFailedException {
    SignatureParts parts = structure(steps, request.signature());
    SignerChain chain = coreValidation(steps, parts);
    OcspEvidence ocsp = ocsp(steps, request);
    Instant signedAt = ocsp.producedAt();
    anchoring.look(chain, signedAt);
    steps.look(
        VerificationStep.SIGNING_CERTIFICATE,
        () -> chain.isForSigning(request.allowedPolicies(), signedAt));
    List<SignedEntry> entries = content(steps, parts.content(), request);
    Signer signer = steps.pass(VerificationStep.PERSON, () -> Signer.in(chain.leaf(), request));
    X509Certificate responder = steps.pass(VerificationStep.OCSP, () -> ocsp.check(chain));
    steps.look(VerificationStep.NONCE, () -> ocsp.nonceOf(request.signature()));
    steps.look(VerificationStep.TIME, () -> ocsp.time(request.window()));
    risk(steps, request);
    return new Verified(
        signer.personnummer(),
        signer.name(),
        signedAt,
        entries,
        fingerprints(chain, responder),
        steps.all());
  }

  private static SignatureParts structure(Checklist steps, String signature)
      throws StepFailedException {
    byte[] xml = steps.pass(VerificationStep.ENCODING, () -> SignatureReader.decode(signature));
    Document document = steps.pass(VerificationStep.PARSING, () -> SignatureReader.parse(xml));
    return steps.pass(VerificationStep.STRUCTURE, () -> SignatureReader.read(document));
  }

  private static SignerChain coreValidation(Checklist steps, SignatureParts parts)
      throws StepFailedException {
    steps.look(VerificationStep.ALGORITHMS, () -> CoreValidation.algorithms(parts.signedInfo()));
    steps.look(VerificationStep.REFERENCES, () -> CoreValidation.references(parts));
    return steps.pass(
        VerificationStep.CORE_VALIDATION,
        () -> {
          SignerChain chain = SignerChain.read(parts.certificates());
          Certificates.strongKey(chain.leaf());
          CoreValidation.validate(parts, chain.leaf().getPublicKey());
          return chain;
        });
  }

  /** Read ahead of its step for the time that the certificates are judged at. */
  private static OcspEvidence ocsp(Checklist steps, VerificationRequest request)
      throws StepFailedException {
    return steps.begin(VerificationStep.OCSP, () -> OcspEvidence.read(request.ocspResponse()));
  }

  private static List<SignedEntry> content(
      Checklist steps, SignatureParts.Content content, VerificationRequest request)
      throws StepFailedException {
    steps.look(VerificationStep.PURPOSE, () -> SignedContent.purpose(content));
    steps.look(VerificationStep.VISIBLE_DATA, () -> SignedContent.visible(content, request.sent()));
    List<SignedEntry> entries =
        steps.pass(
            VerificationStep.NON_VISIBLE_DATA,
            () -> SignedContent.entries(content, request.sent(), request.requiredEntries()));
    if (request.relyingParty().isPresent()) {
      steps.look(
          VerificationStep.RELYING_PARTY,
          () -> SignedContent.relyingParty(content, request.relyingParty().get()));
    } else {
      steps.skip(VerificationStep.RELYING_PARTY, "no relying party was required");
    }
    return entries;
  }

  private static void risk(Checklist steps, VerificationRequest request)
      throws StepFailedException {
    if (request.risk().isPresent()) {
      steps.look(VerificationStep.RISK, () -> request.risk().get().check());
    } else {
      steps.skip(VerificationStep.RISK, "no policy on risk was given");
    }
  }

  private static List<String> fingerprints(SignerChain chain, X509Certificate responder) {
    try {
      List<String> fingerprints = new ArrayList<>();
      for (X509Certificate certificate :
          List.of(chain.leaf(), chain.issuer(), chain.bank(), responder)) {
        fingerprints.add(Certificates.fingerprint(certificate));
      }
      return fingerprints;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }
}
