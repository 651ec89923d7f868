package se.sluss.model.signature;

import static se.sluss.model.signature.StepFailedException.unless;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Questions about the form of one element. Names in reasons are the ones asked for, not met. */
final class Shape {
  private Shape() {}

  /** The children of an element that may hold nothing but elements. */
  static List<Element> children(Element parent) throws StepFailedException {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      unless(node instanceof Element, "text stands between elements");
      children.add((Element) node);
    }
    return children;
  }

  /** The children, which must be exactly these. */
  static List<Element> children(Element parent, String namespace, String... names)
      throws StepFailedException {
    List<Element> children = children(parent);
    unless(
        children.size() == names.length,
        "an element does not have the children " + String.join(", ", names));
    for (int i = 0; i < names.length; i++) {
      named(children.get(i), namespace, names[i]);
    }
    return children;
  }

  static void named(Element element, String namespace, String name) throws StepFailedException {
    unless(is(element, namespace, name), "another element stands where " + name + " must be");
  }

  static boolean is(Element element, String namespace, String name) {
    return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
  }

  /** Exactly these attributes; declarations of namespaces aside. */
  static void attributes(Element element, String... names) throws StepFailedException {
    unless(
        attributesOf(element).equals(Set.of(names)),
        "an element does not have exactly the attributes it must have");
  }

  static Set<String> attributesOf(Element element) {
    NamedNodeMap attributes = element.getAttributes();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      Attr attribute = (Attr) attributes.item(i);
      if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
        names.add(attribute.getName());
      }
    }
    return names;
  }

  /** The text of an element that may hold nothing else. */
  static String text(Element leaf) throws StepFailedException {
    for (Node node = leaf.getFirstChild(); node != null; node = node.getNextSibling()) {
      unless(node.getNodeType() == Node.TEXT_NODE, "an element stands where text must be");
    }
    return leaf.getTextContent();
  }

  static void empty(Element element) throws StepFailedException {
    unless(element.getFirstChild() == null, "an element holds something and must be empty");
  }
}
