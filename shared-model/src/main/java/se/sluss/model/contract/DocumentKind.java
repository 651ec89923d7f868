package se.sluss.model.contract;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import se.sluss.model.id.Service;

/**
 * The documents that can be handed in, told apart by their root element, whatever the version of
 * their interface: versions of one kind differ in the number at the end of the namespace.
 */
public enum DocumentKind {
  /** E-IOA: who works as assistant for whom (form FK 3066). */
  NOTIFICATION(
      Service.E_IOA,
      "http://schema.forsakringskassan.se/integration/isassistansersattning/ioa/anmalanfranarbetsgivare/",
      "AnmalanFranArbetsgivare"),
  /** ELT: one assistant's hours for one assisted person and one month (form FK 3059). */
  TIME_REPORT(
      Service.ELT,
      "http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/",
      "Tidredovisning");

  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,3}");

  private final Service service;
  private final String family;
  private final String rootElement;

  DocumentKind(Service service, String family, String rootElement) {
    this.service = service;
    this.family = family;
    this.rootElement = rootElement;
  }

  /** The kind whose root element the document has; empty for any other document. */
  public static Optional<DocumentKind> of(Document document) {
    Element root = document.getDocumentElement();
    return of(String.valueOf(root.getNamespaceURI()), root.getLocalName());
  }

  /** The kind whose documents have this root element. */
  static Optional<DocumentKind> of(String namespace, String rootElement) {
    return Arrays.stream(values())
        .filter(kind -> kind.rootElement.equals(rootElement))
        .filter(kind -> kind.isFamilyOf(namespace))
        .findFirst();
  }

  /** The service that takes this kind of document. */
  public Service service() {
    return service;
  }

  /** The namespace up to the number of the version. */
  public String family() {
    return family;
  }

  /** The local name of the root element. */
  public String rootElement() {
    return rootElement;
  }

  private boolean isFamilyOf(String namespace) {
    return namespace.startsWith(family)
        && VERSION.matcher(namespace.substring(family.length())).matches();
  }
}
