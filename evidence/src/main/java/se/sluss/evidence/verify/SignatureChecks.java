package se.sluss.evidence.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static se.sluss.evidence.EvidenceFormatException.unless;
import static se.sluss.evidence.verify.Finding.failed;
import static se.sluss.evidence.verify.Finding.notCheckable;
import static se.sluss.evidence.verify.Finding.passed;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.Manifest.SignatureFacts;
import se.sluss.evidence.MemberNames;
import se.sluss.evidence.SignatureFiles;
import se.sluss.evidence.SignatureVerification;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.signature.Check;
import se.sluss.model.signature.SignatureValue;
import se.sluss.model.signature.TrustRoots;
import se.sluss.model.signature.VerificationStep;

/** Whether those who had to signed this document, by BankID's own words alone. */
final class SignatureChecks {
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final EvidencePackage evidence;
  private final Manifest manifest;
  private final Optional<TrustRoots> roots;
  private final Map<SignerRole, List<Check>> made = new HashMap<>();

  SignatureChecks(EvidencePackage evidence, Manifest manifest, Optional<TrustRoots> roots) {
    this.evidence = evidence;
    this.manifest = manifest;
    this.roots = roots;
  }

  Finding signers() {
    Set<SignerRole> required =
        switch (manifest.receipt().service()) {
          case E_IOA -> EnumSet.of(SignerRole.ANORDNARE);
          case ELT -> EnumSet.of(SignerRole.ASSISTENT, SignerRole.ANORDNARE);
        };
    Set<SignerRole> there =
        manifest.signatures().stream()
            .map(SignatureFacts::role)
            .collect(Collectors.toCollection(TreeSet::new));
    Service service = manifest.receipt().service();
    unless(there.containsAll(required), service + " needs the signatures of " + required);
    for (SignerRole role : SignerRole.values()) {
      unless(
          there.contains(role) != evidence.folder(MemberNames.folder(role)).isEmpty(),
          "the files of signatures are not those of the roles in the manifest");
    }
    unless(areOfActs(there), "one signature stands for more than one role");
    return passed(CheckName.SIGNERS, service + " needs " + required + ", signed by " + there);
  }

  /** What is no signature at all is told by its own check. */
  private boolean areOfActs(Set<SignerRole> roles) {
    Set<SignatureValue> acts = new HashSet<>();
    return roles.stream()
        .map(role -> text(evidence.folder(MemberNames.folder(role)), SignatureFiles.SIGNATURE))
        .flatMap(signature -> SignatureValue.of(signature).stream())
        .allMatch(acts::add);
  }

  /** The files are BankID's, and its signature holds; whose root it is, is told apart. */
  Finding signature(SignerRole role) {
    CheckName name = CheckName.signatureOf(role);
    SignatureFacts facts = facts(role);
    SortedMap<String, byte[]> files = evidence.folder(MemberNames.folder(role));
    SignatureFiles found = derived(files);
    for (Map.Entry<String, byte[]> file : found.files().entrySet()) {
      unless(
          Arrays.equals(file.getValue(), files.get(file.getKey())),
          file.getKey() + " is not what BankID's own strings hold");
    }
    unless(files.keySet().equals(found.files().keySet()), "there are files that none needs");
    unless(
        facts.certificates().equals(found.certificates())
            && facts.signedAt().equals(found.producedAt()),
        "the certificates or the time are not those of the manifest");
    unless(
        LocalDate.ofInstant(found.producedAt(), SWEDEN).equals(facts.signedOn()),
        "the day of signing is another than the one told to the authority");
    Optional<Check> fault = fault(checks(role));
    return fault
        .map(check -> failed(name, check.step() + ": " + check.reason()))
        .orElseGet(() -> passed(name, "signed at " + found.producedAt() + ", " + told(role)));
  }

  /** What a package cannot hold is said, so that nobody takes it for looked at. */
  private String told(SignerRole role) {
    List<Check> skipped =
        checks(role).stream().filter(check -> check.outcome() == Check.Outcome.SKIPPED).toList();
    String made = checks(role).size() - skipped.size() + " of " + checks(role).size();
    String open =
        skipped.stream()
            .map(check -> check.step() + " (" + check.reason() + ")")
            .collect(Collectors.joining(", "));
    return made + " steps made and passed" + (open.isEmpty() ? "" : "; not made: " + open);
  }

  Finding root() {
    if (roots.isEmpty()) {
      return notCheckable(
          CheckName.BANKID_ROOT,
          "no root was given; the certificates lead to banks' authorities with the SHA-256 "
              + authorities()
              + ", whose issuer must be BankID's root");
    }
    for (SignatureFacts facts : manifest.signatures()) {
      Check chain = step(checks(facts.role()), VerificationStep.CERTIFICATE_CHAIN);
      if (chain.outcome() == Check.Outcome.SKIPPED) {
        return notCheckable(CheckName.BANKID_ROOT, facts.role() + ": " + chain.reason());
      }
      if (chain.outcome() == Check.Outcome.FAILED) {
        return failed(CheckName.BANKID_ROOT, facts.role() + ": " + chain.reason());
      }
    }
    return passed(CheckName.BANKID_ROOT, "the certificates lead to a root that was given");
  }

  /** The third certificate of a signature is its bank's. */
  private Set<String> authorities() {
    return manifest.signatures().stream()
        .filter(facts -> facts.certificates().size() > 2)
        .map(facts -> facts.certificates().get(2).hex())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Finding recorded() {
    for (SignatureFacts facts : manifest.signatures()) {
      String who = facts.role() + ": ";
      if (facts.verification().isEmpty()) {
        return notCheckable(
            CheckName.RECORDED_VERIFICATION, who + "Sluss recorded nothing of its verification");
      }
      Map<VerificationStep, Check.Outcome> then =
          facts.verification().stream()
              .collect(Collectors.toMap(Check::step, Check::outcome, (one, _) -> one));
      unless(
          then.size() == facts.verification().size()
              && then.keySet().equals(EnumSet.allOf(VerificationStep.class)),
          who + "the record does not tell of each step once");
      unless(!then.containsValue(Check.Outcome.FAILED), who + "Sluss recorded a step that failed");
      for (Check now : checks(facts.role())) {
        // A root that was not given and facts that are in no package are skipped here.
        boolean agree =
            now.outcome() == Check.Outcome.SKIPPED || now.outcome() == then.get(now.step());
        unless(agree, who + now.step() + " is recorded as another outcome than the one found");
      }
    }
    return passed(CheckName.RECORDED_VERIFICATION, "what Sluss recorded is found again");
  }

  private List<Check> checks(SignerRole role) {
    return made.computeIfAbsent(
        role,
        one -> {
          SortedMap<String, byte[]> files = evidence.folder(MemberNames.folder(one));
          return SignatureVerification.again(
              text(files, SignatureFiles.SIGNATURE),
              text(files, SignatureFiles.OCSP),
              DocumentCheck.entry(evidence),
              manifest.receipt().mode(),
              roots,
              mustBe(one),
              manifest.receipt().answeredAt());
        });
  }

  /** The document says who the assistant is; who signs for the provider is not in it. */
  private Set<Personnummer> mustBe(SignerRole role) {
    return switch (role) {
      case ASSISTENT ->
          DocumentCheck.facts(evidence)
              .assistant()
              .personnummer()
              .map(Set::of)
              .orElseThrow(
                  () -> new EvidenceFormatException("the document's assistant cannot sign"));
      case ANORDNARE -> Set.of();
    };
  }

  private static SignatureFiles derived(SortedMap<String, byte[]> files) {
    return SignatureFiles.of(
        text(files, SignatureFiles.SIGNATURE), text(files, SignatureFiles.OCSP));
  }

  /** A byte that is no letter of base64 stays one. */
  private static String text(SortedMap<String, byte[]> files, String name) {
    byte[] bytes = files.get(name);
    unless(bytes != null, name + " is missing");
    return new String(bytes, ISO_8859_1);
  }

  private SignatureFacts facts(SignerRole role) {
    return manifest.signatures().stream()
        .filter(facts -> facts.role() == role)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Check> fault(List<Check> checks) {
    return checks.stream().filter(check -> check.outcome() == Check.Outcome.FAILED).findFirst();
  }

  private static Check step(List<Check> checks, VerificationStep step) {
    return checks.stream().filter(check -> check.step() == step).findFirst().orElseThrow();
  }
}
