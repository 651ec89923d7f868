package se.sluss.simulator.authority.shs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import se.sluss.simulator.authority.contract.NotXmlException;
import se.sluss.simulator.authority.contract.SafeXml;

/**
 * A label that follows its document type. Names of actors and products are held without prefix;
 * what a label may leave out is empty.
 */
public record Label(
    String txId,
    String corrId,
    String agreement,
    boolean synchronous,
    String status,
    String from,
    String to,
    String product,
    String contentId,
    List<String> dataPartTypes) {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
  private static final Pattern DECLARATION =
      Pattern.compile("<\\?xml version=.1\\.0. encoding=.ISO-8859-1.\\?>.*", Pattern.DOTALL);
  private static final String DOCUMENT_TYPE =
      "<!DOCTYPE shs\\.label SYSTEM \"shs-label-1\\.2(\\.01)?\\.dtd\">";

  /** The children of a label, in the only order that they may have. */
  private static final List<String> ORDER =
      List.of(
          "originator",
          "from",
          "to",
          "end-recipient",
          "product",
          "meta",
          "subject",
          "datetime",
          "content",
          "history");

  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.of(
          "shs.label",
          Set.of(
              "version",
              "tx.id",
              "corr.id",
              "shs.agreement",
              "transfer-type",
              "message-type",
              "document-type",
              "sequence-type",
              "status"),
          "content",
          Set.of("content.id"),
          "data",
          Set.of("datapartType", "filename", "no-of-bytes", "no-of-records"));

  public Label {
    dataPartTypes = List.copyOf(dataPartTypes);
  }

  /**
   * Reads a request's label.
   *
   * @throws ShsFaultException {@code IllegalMessageStructure} when the document type forbids it
   */
  static Label read(byte[] bytes) throws ShsFaultException {
    String text = new String(bytes, ISO_8859_1);
    if (!DECLARATION.matcher(text).matches()) {
      throw broken("the label does not say that it is ISO-8859-1");
    }
    Element root;
    try {
      root =
          SafeXml.parse(text.replaceFirst(DOCUMENT_TYPE, "").getBytes(ISO_8859_1))
              .getDocumentElement();
    } catch (NotXmlException notXml) {
      throw broken("the label is not readable XML");
    }
    if (!"shs.label".equals(root.getNodeName())) {
      throw broken("no label");
    }
    check(root);
    return of(root);
  }

  private static Label of(Element root) throws ShsFaultException {
    if (!"1.2".equals(root.getAttribute("version"))) {
      throw broken("the label's version is not 1.2");
    }
    if (!"request".equals(root.getAttribute("sequence-type"))) {
      throw broken("no request");
    }
    Element content = only(root, "content");
    String product = bare(only(root, "product").getTextContent());
    if (!UUID.matcher(product).matches()) {
      throw new ShsFaultException("IllegalProductType", "the product is no UUID");
    }
    if (!TIME.matcher(only(root, "datetime").getTextContent()).matches()) {
      throw broken("the time is none");
    }
    List<String> types = new ArrayList<>();
    for (Element data : children(content)) {
      if ("data".equals(data.getNodeName())) {
        types.add(token(data, "datapartType"));
      }
    }
    return new Label(
        token(root, "tx.id"),
        token(root, "corr.id"),
        root.getAttribute("shs.agreement"),
        "synch".equals(root.getAttribute("transfer-type")),
        root.hasAttribute("status") ? root.getAttribute("status") : "production",
        actor(root, "from"),
        actor(root, "to"),
        product,
        token(content, "content.id"),
        types);
  }

  private static void check(Element root) throws ShsFaultException {
    int last = 0;
    for (Element child : children(root)) {
      int place = ORDER.indexOf(child.getNodeName());
      if (place < last) {
        throw broken("the label's elements are not in their order");
      }
      last = place;
    }
    attributes(root);
    attributes(only(root, "content"));
    for (Element data : children(only(root, "content"))) {
      attributes(data);
    }
    for (String named : List.of("from", "to", "product")) {
      for (Element element : children(root)) {
        if (named.equals(element.getNodeName()) && !element.hasAttribute("commonName")) {
          throw broken(named + " has no commonName");
        }
      }
    }
  }

  private static void attributes(Element element) throws ShsFaultException {
    Set<String> known = ATTRIBUTES.getOrDefault(element.getNodeName(), Set.of());
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      if (!known.contains(((Attr) attributes.item(i)).getName())) {
        throw broken("an attribute that the document type does not have");
      }
    }
  }

  private static Element only(Element parent, String name) throws ShsFaultException {
    List<Element> found =
        children(parent).stream().filter(child -> name.equals(child.getNodeName())).toList();
    if (found.size() != 1) {
      throw broken("not exactly one " + name);
    }
    return found.getFirst();
  }

  private static String actor(Element root, String name) {
    for (Element child : children(root)) {
      if (name.equals(child.getNodeName())) {
        return bare(child.getTextContent());
      }
    }
    return "";
  }

  private static String token(Element element, String attribute) throws ShsFaultException {
    String value = element.getAttribute(attribute);
    if (!TOKEN.matcher(value).matches()) {
      throw broken(attribute + " is no token");
    }
    return value;
  }

  private static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  private static String bare(String name) {
    return name.replaceFirst("(?i)^urn:x-shs:", "");
  }

  private static ShsFaultException broken(String info) {
    return new ShsFaultException("IllegalMessageStructure", info);
  }
}
