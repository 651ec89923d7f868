package se.sluss.intake.submission;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.rules.Rules;
import se.sluss.intake.submission.CheckedDocument.Faulty;
import se.sluss.intake.submission.CheckedDocument.OfUnknownKind;
import se.sluss.intake.submission.CheckedDocument.Provider;
import se.sluss.intake.submission.CheckedDocument.Sound;
import se.sluss.intake.submission.CheckedDocument.Unreadable;
import se.sluss.intake.submission.CheckedDocument.WithDoctype;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.contract.DocumentKind;
import se.sluss.model.contract.IdentityFault;
import se.sluss.model.contract.InterfaceVersion;
import se.sluss.model.contract.SchemaFault;
import se.sluss.model.form.Form;
import se.sluss.model.form.FormFault;
import se.sluss.model.id.Mode;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;
import se.sluss.model.xml.SignedEntry;
import se.sluss.model.xml.XmlCharset;

/**
 * Checks a document by itself: whether it is read at all, of which kind it is, its schema, the
 * numbers in it and the rules. Finds everything at once. Touches no database.
 */
@ApplicationScoped
public class DocumentCheck {
  /** Where a document written as JSON stands in its request. */
  public static final String JSON_ROOT = "#/document";

  private static final int MOST = 1000;

  private final TakenVersions versions;
  private final InstantSource clock;

  public DocumentCheck(TakenVersions versions, InstantSource clock) {
    this.versions = versions;
    this.clock = clock;
  }

  /** Checks XML as it is. */
  public CheckedDocument check(Mode mode, byte[] bytes) {
    try {
      Document document = HardenedXml.parse(bytes);
      return versions
          .of(mode, document)
          .<CheckedDocument>map(
              version -> check(document, version, bytes, UnaryOperator.identity(), List.of()))
          .orElseGet(OfUnknownKind::new);
    } catch (RefusedXmlException e) {
      return e.code() == RefusedXmlException.Code.DOCTYPE
          ? new WithDoctype()
          : new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /** Builds the XML of what was written as JSON, and checks that. */
  public CheckedDocument check(InterfaceVersion version, JsonNode json) {
    Form.Built built = version.form().toXml(json);
    List<Finding> shape = built.faults().stream().limit(MOST).map(DocumentCheck::finding).toList();
    try {
      Document document = HardenedXml.parse(built.xml());
      return check(
          document,
          version,
          built.xml(),
          xpath -> JSON_ROOT + version.form().pointer(xpath),
          shape);
    } catch (RefusedXmlException e) {
      // Well-formed, but more than is read.
      List<Finding> findings = new ArrayList<>(shape.stream().limit(MOST - 1).toList());
      findings.add(Finding.of(JSON_ROOT, Code.TOO_LARGE));
      return new Faulty(version, List.copyOf(findings), Optional.empty());
    }
  }

  private CheckedDocument check(
      Document document,
      InterfaceVersion version,
      byte[] bytes,
      UnaryOperator<String> placeOf,
      List<Finding> shape) {
    Element root = document.getDocumentElement();
    DocumentKind kind =
        DocumentKind.of(document)
            .orElseThrow(() -> new IllegalStateException("No kind: " + version.rootElement()));
    Optional<Provider> provider =
        child(root, "assistansanordnare")
            .flatMap(owner -> child(owner, "organisationsnummer"))
            .map(
                number ->
                    new Provider(number.getTextContent(), placeOf.apply(organisationXpath(kind))));
    List<Finding> findings = new ArrayList<>(shape);
    findings(document, version, kind, !shape.isEmpty()).stream()
        .map(f -> new Finding(placeOf.apply(f.place()), f.code(), f.names()))
        .distinct()
        .limit(MOST - shape.size())
        .forEach(findings::add);
    if (findings.stream().anyMatch(Finding::isError)) {
      return new Faulty(version, List.copyOf(findings), provider);
    }
    ExactBytes exact = ExactBytes.of(bytes);
    return new Sound(
        version,
        SignedEntry.of(document),
        exact,
        XmlCharset.of(document),
        exact.sha256(),
        DocumentFacts.read(document),
        placeOf.apply("/" + kind.rootElement() + "/id"),
        provider,
        List.copyOf(findings));
  }

  /**
   * Everything by XPath. What does not have its shape lacks elements, and has been told so in the
   * words in which it was written.
   */
  private List<Finding> findings(
      Document document, InterfaceVersion version, DocumentKind kind, boolean misshapen) {
    List<Finding> findings = new ArrayList<>();
    Set<String> places = new HashSet<>();
    boolean validBySchema = !misshapen;
    for (SchemaFault fault : version.validate(document)) {
      validBySchema = false;
      if (!misshapen || !isStructural(fault)) {
        places.add(fault.xpath());
        findings.add(
            new Finding(fault.xpath(), Code.valueOf(fault.code().name()), fault.expected()));
      }
    }
    for (IdentityFault fault : DocumentFacts.faultsIn(document)) {
      boolean told =
          places.contains(fault.xpath())
              || (!validBySchema && fault.code() == IdentityFault.Code.MISSING);
      if (!told) {
        places.add(fault.xpath());
        findings.add(Finding.of(fault.xpath(), Code.valueOf(fault.code().name())));
      }
    }
    LocalDate today = NeededBy.day(clock.instant());
    Rules.findings(document, kind, today).stream()
        .filter(finding -> !places.contains(finding.place()))
        .forEach(findings::add);
    return findings;
  }

  private static boolean isStructural(SchemaFault fault) {
    return switch (fault.code()) {
      case UNEXPECTED_ELEMENT, MISSING_ELEMENT -> true;
      case UNKNOWN_DOCUMENT,
          TEXT_NOT_ALLOWED,
          ELEMENTS_NOT_ALLOWED,
          WRONG_PATTERN,
          WRONG_LENGTH,
          NOT_IN_LIST,
          OUT_OF_RANGE,
          WRONG_TYPE,
          NOT_A_DATE,
          ATTRIBUTE_NOT_ALLOWED,
          ATTRIBUTE_MISSING,
          INVALID ->
          false;
    };
  }

  private static Finding finding(FormFault fault) {
    return new Finding(
        JSON_ROOT + fault.pointer(), Code.valueOf(fault.code().name()), fault.names());
  }

  private static String organisationXpath(DocumentKind kind) {
    return "/" + kind.rootElement() + "/assistansanordnare/organisationsnummer";
  }

  private static Optional<Element> child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && name.equals(element.getLocalName())
          && String.valueOf(parent.getNamespaceURI()).equals(element.getNamespaceURI())) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }
}
