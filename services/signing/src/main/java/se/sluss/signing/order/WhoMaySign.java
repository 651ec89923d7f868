package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.contract.AssistantFacts;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.id.SignerRole;
import se.sluss.model.identity.Personnummer;
import se.sluss.signing.store.SignerRules;

/**
 * Who may sign: as the assistant, the assistant in the document and nobody else; as the provider,
 * whom the tenant's {@link SignerRule} allows. The same for signatures made here and those that a
 * document comes with. Runs in the caller's transaction.
 */
@ApplicationScoped
public class WhoMaySign {
  private final SignerRules rules;

  public WhoMaySign(SignerRules rules) {
    this.rules = rules;
  }

  /** Of whom one must have made a signature that a document came with; none when nobody may. */
  Set<Personnummer> of(
      Owner owner, SignerRole role, AssistantFacts assistant, Optional<Personnummer> vouchedFor) {
    return switch (role) {
      case ASSISTENT -> assistant.personnummer().map(Set::of).orElse(Set.of());
      case ANORDNARE -> rules.of(owner).allowed(vouchedFor);
    };
  }

  /**
   * Of whom one must make the signature of an order; at least one.
   *
   * @param named the person whom the vendor names
   * @throws Problem {@code validation-failed} when nobody may sign all of it
   */
  Set<Personnummer> of(
      Owner owner, SignerRole role, List<DocumentFacts> documents, Optional<Personnummer> named) {
    return switch (role) {
      case ASSISTENT -> Set.of(assistant(documents, named));
      case ANORDNARE -> provider(rules.of(owner), named);
    };
  }

  private static Set<Personnummer> provider(SignerRule rule, Optional<Personnummer> named) {
    Set<Personnummer> allowed = rule.allowed(named);
    if (!allowed.isEmpty()) {
      return allowed;
    }
    throw switch (rule.kind()) {
      case VOUCHED ->
          invalid(
              "missing",
              "#/signerPersonalNumber",
              "is needed for ANORDNARE: name who signs, or register the people who may (PUT"
                  + " /v1/signers)");
      case REGISTERED ->
          named.isPresent()
              ? invalid(
                  "not-registered",
                  "#/signerPersonalNumber",
                  "is not among those whom the tenant has registered: name one of them, or nobody")
              : invalid(
                  "nobody-registered",
                  "#/role",
                  "the tenant has registered no signer: register those who may sign (PUT"
                      + " /v1/signers)");
    };
  }

  private static Personnummer assistant(
      List<DocumentFacts> documents, Optional<Personnummer> named) {
    requirePersonnummer(documents);
    Set<Optional<Personnummer>> assistants =
        documents.stream().map(one -> one.assistant().personnummer()).collect(Collectors.toSet());
    Optional<Personnummer> only =
        assistants.size() == 1 ? assistants.iterator().next() : Optional.empty();
    Personnummer assistant =
        only.orElseThrow(
            () ->
                invalid(
                    "not-one-assistant",
                    "#/submissionIds",
                    "are not all of one assistant: send those of each assistant by themselves"));
    if (named.isPresent() && !named.get().equals(assistant)) {
      throw invalid("not-the-assistant", "#/signerPersonalNumber", "is not the assistant's number");
    }
    return assistant;
  }

  /** Who is known by a samordningsnummer has no BankID to sign with. */
  private static void requirePersonnummer(List<DocumentFacts> documents) {
    List<Problem.Fault> faults = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      if (documents.get(i).assistant().personnummer().isEmpty()) {
        faults.add(
            new Problem.Fault(
                "#/submissionIds/" + i,
                "assistant-cannot-sign",
                "names its assistant by a samordningsnummer, with which nobody can sign: cancel it,"
                    + " and ask Försäkringskassan how it is to be handed in"));
      }
    }
    if (!faults.isEmpty()) {
      throw invalid().withErrors(faults);
    }
  }

  private static Problem invalid(String code, String pointer, String detail) {
    return invalid().withError(pointer, code, detail);
  }

  private static Problem invalid() {
    return Problem.of(
        ProblemType.VALIDATION_FAILED, "Change what the faults name, and send it again.");
  }
}
