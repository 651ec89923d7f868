package se.sluss.intake.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.submission.Brought;
import se.sluss.model.contract.AssistantFacts;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.id.SignerRole;
import se.sluss.model.identity.Personnummer;

/**
 * Reads the signatures that a document comes with, as to their form: what they are worth is found
 * out where signatures are verified.
 */
final class BroughtSignatures {
  private static final String AT = "#/signatures";
  private static final String SIGNER = "signerPersonalNumber";
  private static final Set<String> MEMBERS =
      Set.of("role", "signature", "ocspResponse", "signedOn", SIGNER);

  /** In characters, a little above what verification reads: nothing longer can ever hold. */
  private static final int LONGEST_SIGNATURE = 400_000;

  private static final int LONGEST_OCSP_RESPONSE = 50_000;

  /** Of more than so many nothing is told but that. */
  private static final int MOST_TOLD = 10;

  private static final List<String> ROLES =
      Arrays.stream(SignerRole.values()).map(Enum::name).toList();

  private final List<Finding> faults;
  private final LocalDate today;
  private final Optional<AssistantFacts> assistant;

  /**
   * @param faults where all that is wrong with them is added
   * @param today in Sweden, as far as clocks agree
   * @param assistant of the document; empty while that has faults, or is not there
   */
  BroughtSignatures(List<Finding> faults, LocalDate today, Optional<AssistantFacts> assistant) {
    this.faults = faults;
    this.today = today;
    this.assistant = assistant;
  }

  /**
   * Reads them.
   *
   * @param required who has to sign the document, in order; empty when it could not be read
   */
  Brought read(JsonNode json, List<SignerRole> required) {
    if (!json.isArray()) {
      faults.add(new Finding(AT, Code.WRONG_TYPE, List.of("array")));
      return Brought.NOTHING;
    }
    if (json.size() > MOST_TOLD) {
      faults.add(Finding.of(AT, Code.WRONG_LENGTH));
      return Brought.UNREAD;
    }
    List<CollectedSignature> signatures = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      one(json.get(i), AT + "/" + i).ifPresent(signatures::add);
    }
    List<SignerRole> roles = signatures.stream().map(CollectedSignature::role).toList();
    boolean allRead = roles.size() == json.size();
    boolean firstOnes =
        roles.size() <= required.size() && required.subList(0, roles.size()).equals(roles);
    if (allRead && !required.isEmpty() && (roles.isEmpty() || !firstOnes)) {
      faults.add(
          new Finding(AT, Code.NOT_THE_NEXT_SIGNERS, required.stream().map(Enum::name).toList()));
    } else if (allRead) {
      eachOnce(signatures);
    }
    return new Brought(List.copyOf(signatures), allRead);
  }

  /** One act of signing counts for one role, which is seen here where its string is the same. */
  private void eachOnce(List<CollectedSignature> signatures) {
    Set<String> before = new HashSet<>();
    for (int i = 0; i < signatures.size(); i++) {
      if (!before.add(signatures.get(i).signature())) {
        bad(AT + "/" + i + "/signature", Code.SAID_TWICE);
      }
    }
  }

  private Optional<CollectedSignature> one(JsonNode json, String at) {
    if (!json.isObject()) {
      faults.add(new Finding(at, Code.WRONG_TYPE, List.of("object")));
      return Optional.empty();
    }
    UnknownMembers.of(json, MEMBERS)
        .forEach(name -> faults.add(Finding.of(at + "/" + name, Code.UNKNOWN_MEMBER)));
    Optional<SignerRole> role =
        text(json, "role", at)
            .flatMap(
                text -> {
                  if (ROLES.contains(text)) {
                    return Optional.of(SignerRole.valueOf(text));
                  }
                  faults.add(new Finding(at + "/role", Code.NOT_IN_LIST, ROLES));
                  return Optional.empty();
                });
    Optional<String> signature = base64(json, "signature", at, LONGEST_SIGNATURE);
    Optional<String> ocspResponse = base64(json, "ocspResponse", at, LONGEST_OCSP_RESPONSE);
    Optional<LocalDate> signedOn = date(json, at);
    Optional<String> vouchedFor =
        json.hasNonNull(SIGNER) ? signer(json, role, at) : Optional.empty();
    return role.isPresent()
            && signature.isPresent()
            && ocspResponse.isPresent()
            && signedOn.isPresent()
            && vouchedFor.isPresent() == json.hasNonNull(SIGNER)
        ? Optional.of(
            new CollectedSignature(
                role.get(), signature.get(), ocspResponse.get(), signedOn.get(), vouchedFor))
        : Optional.empty();
  }

  private Optional<String> base64(JsonNode json, String member, String at, int longest) {
    return text(json, member, at)
        .filter(
            text -> {
              if (text.length() > longest) {
                faults.add(Finding.of(at + "/" + member, Code.WRONG_LENGTH));
                return false;
              }
              try {
                return Base64.getDecoder().decode(text).length > 0 || bad(at + "/" + member);
              } catch (IllegalArgumentException e) {
                return bad(at + "/" + member);
              }
            });
  }

  private Optional<LocalDate> date(JsonNode json, String at) {
    String place = at + "/signedOn";
    return text(json, "signedOn", at)
        .flatMap(
            text -> {
              try {
                return Optional.of(LocalDate.parse(text));
              } catch (DateTimeException e) {
                bad(place);
                return Optional.<LocalDate>empty();
              }
            })
        .filter(day -> !day.isAfter(today) || bad(place, Code.STILL_TO_COME));
  }

  /** Of an assistant it can only be said who that is anyway. */
  private Optional<String> signer(JsonNode json, Optional<SignerRole> role, String at) {
    String place = at + "/" + SIGNER;
    return text(json, SIGNER, at)
        .filter(text -> Personnummer.parse(text).isPresent() || bad(place))
        .filter(
            text ->
                !role.equals(Optional.of(SignerRole.ASSISTENT))
                    || assistant.map(AssistantFacts::digits).map(text::equals).orElse(true)
                    || bad(place, Code.NOT_THE_ASSISTANT));
  }

  private boolean bad(String place) {
    return bad(place, Code.INVALID_VALUE);
  }

  private boolean bad(String place, Code code) {
    faults.add(Finding.of(place, code));
    return false;
  }

  private Optional<String> text(JsonNode json, String member, String at) {
    JsonNode value = json.path(member);
    if (value.isMissingNode() || value.isNull()) {
      faults.add(Finding.of(at + "/" + member, Code.MISSING));
      return Optional.empty();
    }
    if (!value.isTextual()) {
      faults.add(new Finding(at + "/" + member, Code.WRONG_TYPE, List.of("string")));
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }
}
