package se.sluss.model.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
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

  private static final long OF_AN_EVENT = 16;
  private static final Attributes NONE = new AttributesImpl();

  private final Set<String> schemaNames;
  private final Supposed supposed;
  private final Deque<String> path = new ArrayDeque<>();
  private Element current;
  private boolean atEnd;
  private boolean besideTheDocument;
  private int moment;
  private long events;
  private long toldCharacters;

  DomWalk(Element root, Set<String> schemaNames, Supposed supposed) {
    this.schemaNames = schemaNames;
    this.supposed = supposed;
    this.current = root;
  }

  /** The element that the walk is in. */
  Element current() {
    return current;
  }

  /** Whether that element ends now. */
  boolean isAtEnd() {
    return atEnd;
  }

  String path() {
    return "/" + String.join("/", path);
  }

  /** How many elements have begun or ended, counting those that were passed over. */
  int moment() {
    return moment;
  }

  /** Whether what is told now is no part of the document: only supposed, or left out. */
  boolean isBesideTheDocument() {
    return besideTheDocument;
  }

  /** What it has cost so far, in characters: an element costs more than its name. */
  long work() {
    return toldCharacters + OF_AN_EVENT * events;
  }

  /** In all names, values and texts of the document so far. */
  long toldCharacters() {
    return toldCharacters;
  }

  void tell(ContentHandler handler) throws SAXException {
    Element root = current;
    handler.startDocument();
    element(root, step(root.getLocalName(), 1, 1, true), handler);
    handler.endDocument();
  }

  private void element(Element element, String step, ContentHandler handler) throws SAXException {
    Element around = enter(element, step);
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
          child((Element) child, step(name, position, nth, alone), handler);
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
    suppose(supposed.atEnd(element), handler);
    moment++;
    atEnd = true;
    handler.endElement(uri(element), element.getLocalName(), element.getNodeName());
    atEnd = false;
    leave(around);
  }

  private void child(Element child, String step, ContentHandler handler) throws SAXException {
    suppose(supposed.before(child), handler);
    if (supposed.isAbsent(child)) {
      moment += 2 * supposed.elementsIn(child);
    } else if (supposed.isSettled(child)) {
      settled(child, step, handler);
    } else {
      element(child, step, handler);
    }
  }

  /** Tells that it stands there, and not what is in it: that was told already. */
  private void settled(Element element, String step, ContentHandler handler) throws SAXException {
    Element around = enter(element, step);
    handler.startElement(uri(element), element.getLocalName(), element.getNodeName(), NONE);
    besideTheDocument = true;
    handler.endElement(uri(element), element.getLocalName(), element.getNodeName());
    besideTheDocument = false;
    moment += 2 * supposed.elementsIn(element) - 1;
    leave(around);
  }

  /** What it was in before. */
  private Element enter(Element element, String step) {
    Element around = current;
    current = element;
    path.addLast(step);
    moment++;
    events += 2;
    return around;
  }

  private void leave(Element around) {
    path.removeLast();
    current = around;
  }

  private void suppose(List<QName> names, ContentHandler handler) throws SAXException {
    besideTheDocument = true;
    for (QName name : names) {
      String local = name.getLocalPart();
      handler.startElement(name.getNamespaceURI(), local, local, NONE);
      handler.endElement(name.getNamespaceURI(), local, local);
    }
    besideTheDocument = false;
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
