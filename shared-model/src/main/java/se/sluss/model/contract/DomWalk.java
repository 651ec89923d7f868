package se.sluss.model.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * Tells a tree to a validator as events and knows at any moment which element it stands in. Only
 * names that the schema knows appear in the path: a name may say something about a person too.
 */
final class DomWalk {
  private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
  private static final String UNKNOWN = "*";

  private final Set<String> schemaNames;
  private final Deque<String> path = new ArrayDeque<>();
  private long toldCharacters;

  DomWalk(Set<String> schemaNames) {
    this.schemaNames = schemaNames;
  }

  /** The element that the walk is in. */
  String path() {
    return "/" + String.join("/", path);
  }

  /** In all names, values and texts so far. */
  long toldCharacters() {
    return toldCharacters;
  }

  void tell(Element root, ContentHandler handler) throws SAXException {
    handler.startDocument();
    element(root, step(root.getLocalName(), 1, 1, true), handler);
    handler.endDocument();
  }

  private void element(Element element, String step, ContentHandler handler) throws SAXException {
    path.addLast(step);
    toldCharacters += element.getNodeName().length();
    handler.startElement(
        uri(element), element.getLocalName(), element.getNodeName(), attributes(element, handler));
    Map<String, Integer> twins = twinsIn(element);
    Map<String, Integer> seen = new HashMap<>();
    int position = 0;
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      switch (child.getNodeType()) {
        case Node.ELEMENT_NODE -> {
          position++;
          String name = child.getLocalName();
          int nth = seen.merge(name, 1, Integer::sum);
          boolean alone = twins.getOrDefault(name, 0) == 1;
          element((Element) child, step(name, position, nth, alone), handler);
        }
        case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> {
          char[] text = child.getNodeValue().toCharArray();
          toldCharacters += text.length;
          handler.characters(text, 0, text.length);
        }
        default -> {
          // comments and instructions are no part of what a schema describes
        }
      }
    }
    handler.endElement(uri(element), element.getLocalName(), element.getNodeName());
    path.removeLast();
  }

  private String step(String name, int position, int nth, boolean alone) {
    if (!schemaNames.contains(name)) {
      return UNKNOWN + "[" + position + "]";
    }
    return alone ? name : name + "[" + nth + "]";
  }

  private static Map<String, Integer> twinsIn(Element element) {
    Map<String, Integer> twins = new HashMap<>();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeType() == Node.ELEMENT_NODE) {
        twins.merge(child.getLocalName(), 1, Integer::sum);
      }
    }
    return twins;
  }

  private AttributesImpl attributes(Element element, ContentHandler handler) throws SAXException {
    AttributesImpl attributes = new AttributesImpl();
    NamedNodeMap nodes = element.getAttributes();
    for (int i = 0; i < nodes.getLength(); i++) {
      Attr attr = (Attr) nodes.item(i);
      toldCharacters += attr.getName().length() + attr.getValue().length();
      if (XMLNS.equals(attr.getNamespaceURI())) {
        handler.startPrefixMapping(
            attr.getPrefix() == null ? "" : attr.getLocalName(), attr.getValue());
      } else {
        String uri = attr.getNamespaceURI() == null ? "" : attr.getNamespaceURI();
        attributes.addAttribute(uri, attr.getLocalName(), attr.getName(), "CDATA", attr.getValue());
      }
    }
    return attributes;
  }

  private static String uri(Element element) {
    return element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
  }
}
