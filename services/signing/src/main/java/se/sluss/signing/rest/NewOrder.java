package se.sluss.signing.rest;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.identity.Personnummer;
import se.sluss.signing.bankid.Terms;
import se.sluss.signing.order.Language;
import se.sluss.signing.order.OpenOrder;

/** The body of a request for a signing order, as it came: everything in it may be missing. */
public record NewOrder(
    @Nullable List<@Nullable String> submissionIds,
    @Nullable String role,
    @Nullable String signerPersonalNumber,
    @Nullable String endUserIp,
    @Nullable String language,
    @Nullable String returnUrl,
    @Nullable Boolean returnRisk,
    Terms.@Nullable Requirement requirement,
    Terms.@Nullable Web web,
    Terms.@Nullable App app) {
  static final Problem.Fault NOT_AN_IP =
      new Problem.Fault("#/endUserIp", "not-an-ip", "must be the signer's IP address");
  private static final int MOST = 1_500;

  /**
   * Turns the body into what is wanted.
   *
   * @param spoken the language when the body names none
   * @throws Problem {@code validation-failed} with every fault
   */
  public static OpenOrder.Wanted read(@Nullable NewOrder body, Language spoken) {
    if (body == null) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Send a JSON object.");
    }
    List<Problem.Fault> faults = new ArrayList<>();
    List<SubmissionId> submissions = body.readSubmissions(faults);
    Optional<SignerRole> role = body.readRole(faults);
    Optional<Personnummer> signer = body.readSigner(faults);
    String address = body.endUserIp;
    if (address == null || !isIpAddress(address)) {
      faults.add(NOT_AN_IP);
    }
    Language language = body.readLanguage(faults).orElse(spoken);
    Terms terms = new Terms(body.returnUrl, body.returnRisk, body.requirement, body.web, body.app);
    faults.addAll(TermsFaults.of(terms));
    if (!faults.isEmpty() || role.isEmpty() || address == null) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members named.")
          .withErrors(faults);
    }
    return new OpenOrder.Wanted(submissions, role.get(), signer, address, language, terms);
  }

  private Optional<Language> readLanguage(List<Problem.Fault> faults) {
    Optional<Language> known = Optional.ofNullable(language).flatMap(Language::ofWire);
    if (language != null && known.isEmpty()) {
      faults.add(new Problem.Fault("#/language", "unknown", "must be sv or en"));
    }
    return known;
  }

  static boolean isIpAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return text.contains(":") || text.chars().filter(c -> c == '.').count() == 3;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private List<SubmissionId> readSubmissions(List<Problem.Fault> faults) {
    List<SubmissionId> read = new ArrayList<>();
    if (submissionIds == null || submissionIds.isEmpty() || submissionIds.size() > MOST) {
      faults.add(
          new Problem.Fault(
              "#/submissionIds", "size", "must name between 1 and " + MOST + " submissions"));
      return read;
    }
    HashSet<String> seen = new HashSet<>();
    for (int i = 0; i < submissionIds.size(); i++) {
      String text = submissionIds.get(i);
      Optional<SubmissionId> id = text == null ? Optional.empty() : SubmissionId.parse(text);
      String pointer = "#/submissionIds/" + i;
      if (id.isEmpty()) {
        faults.add(new Problem.Fault(pointer, "not-an-id", "must be a submission's identifier"));
      } else if (!seen.add(id.get().value())) {
        faults.add(new Problem.Fault(pointer, "twice", "is named twice"));
      } else {
        read.add(id.get());
      }
    }
    return read;
  }

  private Optional<SignerRole> readRole(List<Problem.Fault> faults) {
    for (SignerRole known : SignerRole.values()) {
      if (known.name().equals(role)) {
        return Optional.of(known);
      }
    }
    faults.add(new Problem.Fault("#/role", "unknown", "must be ASSISTENT or ANORDNARE"));
    return Optional.empty();
  }

  private Optional<Personnummer> readSigner(List<Problem.Fault> faults) {
    if (signerPersonalNumber == null) {
      return Optional.empty();
    }
    Optional<Personnummer> signer = Personnummer.parse(signerPersonalNumber);
    if (signer.isEmpty()) {
      faults.add(
          new Problem.Fault(
              "#/signerPersonalNumber",
              "not-a-personnummer",
              "must be twelve digits with a date that exists and a valid check digit"));
    }
    return signer;
  }

  @Override
  public String toString() {
    return "NewOrder[role=" + role + "]";
  }
}
