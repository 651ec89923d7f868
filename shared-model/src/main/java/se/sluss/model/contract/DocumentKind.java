package se.sluss.model.contract;

import java.util.Arrays;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import se.sluss.model.id.Service;

/** The documents that can be handed in, told apart by their root element. */
public enum DocumentKind {
  /** E-IOA: who works as assistant for whom (form FK 3066). */
  NOTIFICATION(
      Service.E_IOA,
      "http://schema.forsakringskassan.se/integration/isassistansersattning/ioa/anmalanfranarbetsgivare/1",
      "AnmalanFranArbetsgivare",
      "anmalan_fran_arbetsgivare_extern_v1.xsd"),
  /** ELT: one assistant's hours for one assisted person and one month (form FK 3059). */
  TIME_REPORT(
      Service.ELT,
      "http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1",
      "Tidredovisning",
      "tidredovisning_extern_v1.xsd");

  private final Service service;
  private final String namespace;
  private final String rootElement;
  private final String schemaFile;

  DocumentKind(Service service, String namespace, String rootElement, String schemaFile) {
    this.service = service;
    this.namespace = namespace;
    this.rootElement = rootElement;
    this.schemaFile = schemaFile;
  }

  /** The kind whose root element the document has; empty for any other document. */
  public static Optional<DocumentKind> of(Document document) {
    Element root = document.getDocumentElement();
    return Arrays.stream(values())
        .filter(kind -> kind.namespace.equals(root.getNamespaceURI()))
        .filter(kind -> kind.rootElement.equals(root.getLocalName()))
        .findFirst();
  }

  /** The service that takes this kind of document. */
  public Service service() {
    return service;
  }

  public String namespace() {
    return namespace;
  }

  /** The local name of the root element. */
  public String rootElement() {
    return rootElement;
  }

  /** The name of its schema file, bundled and in an operator's folder alike. */
  public String schemaFile() {
    return schemaFile;
  }
}
