package se.sluss.intake.submission;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.intake.submission.CheckedDocument.DocumentKindName;
import se.sluss.intake.submission.CheckedDocument.Faulty;
import se.sluss.intake.submission.CheckedDocument.OfUnknownKind;
import se.sluss.intake.submission.CheckedDocument.Sound;
import se.sluss.intake.submission.CheckedDocument.Unreadable;
import se.sluss.intake.submission.CheckedDocument.WithDoctype;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.contract.DocumentKind;
import se.sluss.model.contract.DocumentSchemas;
import se.sluss.model.contract.IdentityFault;
import se.sluss.model.contract.SchemaFault;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;
import se.sluss.model.xml.SignedEntry;

/**
 * Checks a document by itself: whether it is read at all, of which kind it is, its schema and the
 * numbers in it. Finds all faults at once. Touches no database.
 */
@ApplicationScoped
public class DocumentCheck {
  private final DocumentSchemas schemas;

  public DocumentCheck(SubmissionConfig config) {
    this.schemas =
        config.schemaFolder().map(DocumentSchemas::from).orElseGet(DocumentSchemas::bundled);
  }

  /** Checks the bytes. */
  public CheckedDocument check(byte[] bytes) {
    Document document;
    try {
      document = HardenedXml.parse(bytes);
    } catch (RefusedXmlException e) {
      return e.code() == RefusedXmlException.Code.DOCTYPE
          ? new WithDoctype()
          : new Unreadable(String.valueOf(e.getMessage()));
    }
    return DocumentKind.of(document)
        .<CheckedDocument>map(kind -> check(document, kind, bytes))
        .orElseGet(OfUnknownKind::new);
  }

  private CheckedDocument check(Document document, DocumentKind kind, byte[] bytes) {
    var name = new DocumentKindName(kind.service(), kind.rootElement());
    Optional<String> organisation =
        child(document.getDocumentElement(), "assistansanordnare")
            .flatMap(provider -> child(provider, "organisationsnummer"))
            .map(Node::getTextContent);
    List<DocumentFault> faults = faults(document);
    return faults.isEmpty()
        ? new Sound(name, SignedEntry.of(document), sha256(bytes), organisation)
        : new Faulty(name, faults, organisation);
  }

  private List<DocumentFault> faults(Document document) {
    List<DocumentFault> faults = new ArrayList<>();
    Set<String> places = new HashSet<>();
    for (SchemaFault fault : schemas.validate(document)) {
      places.add(fault.xpath());
      faults.add(new DocumentFault(fault.xpath(), code(fault.code()), fault.detail()));
    }
    boolean validBySchema = faults.isEmpty();
    for (IdentityFault fault : DocumentFacts.faultsIn(document)) {
      boolean told =
          places.contains(fault.xpath())
              || (!validBySchema && fault.code() == IdentityFault.Code.MISSING);
      if (!told) {
        faults.add(new DocumentFault(fault.xpath(), code(fault.code()), fault.detail()));
      }
    }
    return List.copyOf(faults);
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

  private static String code(Enum<?> code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }
}
