package se.sluss.model.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import se.sluss.model.form.Form;
import se.sluss.model.id.Service;

/**
 * One version of what a service takes: a schema, compiled once, and the form that says how the same
 * document is written as JSON. Made of the folder of an {@code interface.json}. Safe for concurrent
 * use.
 */
public final class InterfaceVersion {
  private static final String DESCRIPTION = "interface.json";

  private final Service service;
  private final String version;
  private final String namespace;
  private final String rootElement;
  private final CompiledSchema schema;
  private final Form form;

  private InterfaceVersion(SchemaSource source, JsonNode description) {
    this.service = service(text(description, "service"));
    this.version = text(description, "version");
    this.namespace = text(description, "namespace");
    this.rootElement = text(description, "root");
    requireKind();
    this.schema = CompiledSchema.of(source, text(description, "schema"));
    this.form = Form.read(namespace, rootElement, description.path("members"));
  }

  /**
   * Reads one.
   *
   * @throws IllegalStateException naming the file that is missing or cannot be used
   */
  static InterfaceVersion read(SchemaSource source) {
    return new InterfaceVersion(source, source.json(DESCRIPTION));
  }

  public Service service() {
    return service;
  }

  /** Its name among the versions of its service. */
  public String version() {
    return version;
  }

  public String namespace() {
    return namespace;
  }

  /** The local name of the root element. */
  public String rootElement() {
    return rootElement;
  }

  public Form form() {
    return form;
  }

  /** Whether a document says of itself that it is one of this version. */
  public boolean isOf(Document document) {
    Element root = document.getDocumentElement();
    return namespace.equals(root.getNamespaceURI()) && rootElement.equals(root.getLocalName());
  }

  /** Every fault, in document order; empty when the document is valid. */
  public List<SchemaFault> validate(Document document) {
    return schema.validate(document.getDocumentElement());
  }

  /** What a document is about is read by its kind, which its version may not change. */
  private void requireKind() {
    if (DocumentKind.of(namespace, rootElement)
        .filter(kind -> kind.service() == service)
        .isEmpty()) {
      throw new IllegalStateException(
          "%s of %s %s has a namespace and root of no document of that service: %s %s"
              .formatted(DESCRIPTION, service, version, namespace, rootElement));
    }
  }

  private static String text(JsonNode description, String member) {
    String value = description.path(member).asText("");
    if (value.isEmpty()) {
      throw new IllegalStateException(DESCRIPTION + " lacks \"" + member + "\"");
    }
    return value;
  }

  private static Service service(String name) {
    try {
      return Service.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(DESCRIPTION + " names no service: " + name, e);
    }
  }
}
