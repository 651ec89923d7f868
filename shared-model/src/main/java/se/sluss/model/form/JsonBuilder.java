package se.sluss.model.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.model.form.FormNode.Named;
import se.sluss.model.form.FormNode.Occurs;

/** Reads a document that fits its schema as JSON. */
final class JsonBuilder {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonBuilder() {}

  static ObjectNode object(Element element, List<FormNode> members) {
    ObjectNode object = JSON.objectNode();
    for (FormNode member : members) {
      switch (member) {
        case Named named -> named(object, element, named);
        case FormNode.Choice choice ->
            choice.alternatives().forEach(alternative -> named(object, element, alternative));
        case FormNode.Flags flags ->
            flags
                .elementByValue()
                .forEach(
                    (value, name) -> {
                      if (!children(element, name).isEmpty()) {
                        object.put(flags.name(), value);
                      }
                    });
        case FormNode.Constant _ -> {
          // says nothing that the form does not say
        }
      }
    }
    return object;
  }

  private static void named(ObjectNode object, Element parent, Named member) {
    List<Element> there = children(parent, member.element());
    if (there.isEmpty() && member.occurs() != Occurs.LISTED) {
      return;
    }
    if (member.occurs().isList()) {
      ArrayNode array = object.putArray(member.name());
      there.forEach(element -> array.add(value(element, member)));
    } else {
      object.set(member.name(), value(there.getFirst(), member));
    }
  }

  private static JsonNode value(Element element, Named member) {
    return switch (member) {
      case FormNode.Group group -> object(element, group.members());
      case FormNode.Leaf leaf -> value(element.getTextContent(), leaf);
    };
  }

  private static JsonNode value(String text, FormNode.Leaf leaf) {
    return switch (leaf.type()) {
      case TEXT -> JSON.textNode(text);
      case DATE -> JSON.textNode(XmlBuilder.ZONED.matcher(text.strip()).replaceFirst(""));
      case INTEGER -> integer(new BigInteger(text.strip()));
      case BOOLEAN, FLAG -> JSON.booleanNode(List.of("true", "1").contains(text.strip()));
    };
  }

  private static JsonNode integer(BigInteger number) {
    return number.bitLength() < Integer.SIZE
        ? JSON.numberNode(number.intValue())
        : JSON.numberNode(number);
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && name.equals(element.getLocalName())
          && String.valueOf(parent.getNamespaceURI()).equals(element.getNamespaceURI())) {
        found.add(element);
      }
    }
    return found;
  }
}
