package se.sluss.model.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.w3c.dom.Document;

/** One kind of document in one version, in both of its notations. Safe for concurrent use. */
public final class Form {
  private final String namespace;
  private final String root;
  private final List<FormNode> members;

  Form(String namespace, String root, List<FormNode> members) {
    this.namespace = namespace;
    this.root = root;
    this.members = List.copyOf(members);
  }

  /**
   * Reads a form.
   *
   * @param members the array {@code members} of an {@code interface.json}
   * @throws IllegalStateException saying which part is not one
   */
  public static Form read(String namespace, String root, JsonNode members) {
    return new Form(namespace, root, FormReader.members(members));
  }

  /**
   * What became of JSON.
   *
   * @param xml the document, as far as the faults let it be built
   * @param faults every place that does not fit the form, the first thousand of them; a document
   *     without one may still break its schema
   */
  public record Built(byte[] xml, List<FormFault> faults) {}

  /**
   * Builds the XML in its canonical form: the same JSON gives the same bytes, whatever the order of
   * its members.
   */
  public Built toXml(JsonNode json) {
    return new XmlBuilder(namespace).build(root, members, json);
  }

  /** What a document that fits the schema says, as JSON. */
  public ObjectNode toJson(Document document) {
    return JsonBuilder.object(document.getDocumentElement(), members);
  }

  /**
   * The place in the JSON of a place in the XML, or of what holds it where the JSON has no member
   * for it; empty for the document itself.
   *
   * @param xpath an element by local names and positions, as schema faults have it
   */
  public String pointer(String xpath) {
    return Places.pointer(members, xpath);
  }
}
