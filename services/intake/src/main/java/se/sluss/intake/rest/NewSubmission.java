package se.sluss.intake.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.submission.Brought;
import se.sluss.intake.submission.CheckedDocument;
import se.sluss.intake.submission.DocumentCheck;
import se.sluss.intake.submission.HandIn;
import se.sluss.intake.submission.NeededBy;
import se.sluss.intake.submission.SubmissionConfig;
import se.sluss.intake.submission.TakenVersions;
import se.sluss.model.contract.AssistantFacts;
import se.sluss.model.contract.InterfaceVersion;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;

/**
 * Reads what is handed in: XML as the body, or a JSON object with the document as a member, either
 * in English JSON or as XML in base64. All that is wrong is gathered before any of it is told.
 */
@ApplicationScoped
public class NewSubmission {
  private static final Set<String> MEMBERS =
      Set.of(
          "service",
          "interfaceVersion",
          "document",
          "documentXml",
          "neededBy",
          "reference",
          "signatures");

  /** How far the clock of whoever has a signature made may be ahead of this one. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final DocumentCheck check;
  private final TakenVersions versions;
  private final SubmissionConfig config;
  private final InstantSource clock;

  public NewSubmission(
      DocumentCheck check, TakenVersions versions, SubmissionConfig config, InstantSource clock) {
    this.check = check;
    this.versions = versions;
    this.config = config;
    this.clock = clock;
  }

  /** One of many that is larger than a body may be. */
  static HandIn tooLarge() {
    return new HandIn(
        new CheckedDocument.Absent(),
        NeededBy.read(null),
        Optional.empty(),
        Brought.NOTHING,
        List.of(Finding.of("#", Code.TOO_LARGE)));
  }

  /** The document is the body; what else is said stands in the query. */
  HandIn ofXml(Mode mode, byte[] xml, QueryOfDocument query) {
    List<Finding> faults = new ArrayList<>(query.faults());
    return new HandIn(
        check.check(mode, xml),
        NeededBy.read(query.neededBy()),
        References.read(query.reference(), faults),
        Brought.NOTHING,
        faults);
  }

  /** All is in the body, and nothing in the query. */
  HandIn ofJson(Mode mode, JsonNode json, QueryOfDocument query) {
    List<Finding> faults = new ArrayList<>(query.faults());
    if (!json.isObject()) {
      faults.add(new Finding("#", Code.WRONG_TYPE, List.of("object")));
      return new HandIn(
          new CheckedDocument.Absent(),
          NeededBy.read(null),
          Optional.empty(),
          Brought.NOTHING,
          faults);
    }
    UnknownMembers.of(json, MEMBERS)
        .forEach(name -> faults.add(Finding.of("#/" + name, Code.UNKNOWN_MEMBER)));
    CheckedDocument document =
        isThere(json, "documentXml") ? xml(mode, json, faults) : built(mode, json, faults);
    return new HandIn(
        document,
        NeededBy.read(text(json, "neededBy", faults).orElse(null)),
        References.read(text(json, "reference", faults).orElse(null), faults),
        isThere(json, "signatures")
            ? new BroughtSignatures(
                    faults, NeededBy.day(clock.instant().plus(AHEAD)), assistant(document))
                .read(json.path("signatures"), roles(document))
            : Brought.NOTHING,
        faults);
  }

  private static Optional<AssistantFacts> assistant(CheckedDocument document) {
    return document instanceof CheckedDocument.Sound sound
        ? Optional.of(sound.facts().assistant())
        : Optional.empty();
  }

  private List<SignerRole> roles(CheckedDocument document) {
    return switch (document) {
      case CheckedDocument.Sound sound -> config.requiredRoles().of(sound.version().service());
      case CheckedDocument.Faulty faulty -> config.requiredRoles().of(faulty.version().service());
      case CheckedDocument.Unreadable _,
          CheckedDocument.WithDoctype _,
          CheckedDocument.OfUnknownKind _,
          CheckedDocument.Absent _ ->
          List.of();
    };
  }

  private CheckedDocument xml(Mode mode, JsonNode json, List<Finding> faults) {
    for (String other : List.of("document", "service", "interfaceVersion")) {
      if (isThere(json, other)) {
        faults.add(new Finding("#/" + other, Code.MORE_THAN_ONE, List.of("documentXml")));
      }
    }
    Optional<byte[]> bytes =
        text(json, "documentXml", faults)
            .flatMap(
                base64 -> {
                  try {
                    return Optional.of(Base64.getDecoder().decode(base64));
                  } catch (IllegalArgumentException e) {
                    faults.add(Finding.of("#/documentXml", Code.INVALID_VALUE));
                    return Optional.empty();
                  }
                });
    return bytes.map(xml -> check.check(mode, xml)).orElseGet(CheckedDocument.Absent::new);
  }

  private CheckedDocument built(Mode mode, JsonNode json, List<Finding> faults) {
    if (!isThere(json, "document")) {
      faults.add(new Finding("#/document", Code.NONE_OF, List.of("document", "documentXml")));
    }
    Optional<Service> service = service(json, faults);
    Optional<String> name = text(json, "interfaceVersion", faults);
    Optional<InterfaceVersion> version =
        service.flatMap(
            wanted -> {
              Optional<InterfaceVersion> taken = versions.of(mode, wanted, name);
              if (taken.isEmpty()) {
                faults.add(
                    new Finding(
                        "#/interfaceVersion", Code.NOT_IN_LIST, versions.names(mode, wanted)));
              }
              return taken;
            });
    return isThere(json, "document") && version.isPresent()
        ? check.check(version.get(), json.path("document"))
        : new CheckedDocument.Absent();
  }

  private static Optional<Service> service(JsonNode json, List<Finding> faults) {
    List<String> names = List.of(Service.E_IOA.name(), Service.ELT.name());
    if (!isThere(json, "service")) {
      faults.add(new Finding("#/service", Code.MISSING, names));
      return Optional.empty();
    }
    Optional<String> text = text(json, "service", faults);
    Optional<Service> service = text.filter(names::contains).map(Service::valueOf);
    if (text.isPresent() && service.isEmpty()) {
      faults.add(new Finding("#/service", Code.NOT_IN_LIST, names));
    }
    return service;
  }

  private static Optional<String> text(JsonNode json, String member, List<Finding> faults) {
    JsonNode value = json.path(member);
    if (!isThere(json, member)) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      faults.add(new Finding("#/" + member, Code.WRONG_TYPE, List.of("string")));
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  private static boolean isThere(JsonNode json, String member) {
    return !json.path(member).isMissingNode() && !json.path(member).isNull();
  }
}
