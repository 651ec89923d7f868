package se.sluss.simulator.authority.signature;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import se.sluss.simulator.authority.contract.Bytes;
import se.sluss.simulator.authority.contract.NotXmlException;
import se.sluss.simulator.authority.contract.SafeXml;

/**
 * A BankID signature taken apart, once every element outside {@code srvInfo} and {@code clientInfo}
 * is exactly where the format puts it. That exactness is the defence against wrapped signatures:
 * there is one element of each kind, so what is digested is what is read.
 */
record SignatureShape(
    Element root,
    Element keyInfo,
    Element signedData,
    List<Bytes> certificates,
    Bytes nonVisibleData) {

  private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
  private static final String BANKID = "http://www.bankid.com/signature/v1.0.0/types";
  private static final String C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
  private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
  private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

  static SignatureShape of(byte[] xml) throws SignatureRefusedException {
    Document document;
    try {
      document = SafeXml.parse(xml);
    } catch (NotXmlException notXml) {
      throw new SignatureRefusedException("the signature is no XML document", notXml);
    }
    Element root = document.getDocumentElement();
    plain(document);
    require(DSIG.equals(root.getNamespaceURI()) && "Signature".equals(root.getLocalName()), "root");
    attributes(root, Map.of());
    List<Element> parts = children(root, DSIG, "SignedInfo", "SignatureValue", "KeyInfo", "Object");
    signedInfo(parts.getFirst());
    Element keyInfo = parts.get(2);
    attributes(keyInfo, Map.of("Id", "bidKeyInfo"));
    Element object = parts.get(3);
    attributes(object, Map.of());
    Element signedData = children(object, BANKID, "bankIdSignedData").getFirst();
    attributes(signedData, Map.of("Id", "bidSignedData"));
    require(ids(root) == 2, "an Id too many");
    return new SignatureShape(
        root, keyInfo, signedData, certificates(keyInfo), nonVisibleData(signedData));
  }

  private static void signedInfo(Element signedInfo) throws SignatureRefusedException {
    attributes(signedInfo, Map.of());
    List<Element> parts =
        children(
            signedInfo,
            DSIG,
            "CanonicalizationMethod",
            "SignatureMethod",
            "Reference",
            "Reference");
    algorithm(parts.getFirst(), C14N);
    algorithm(parts.get(1), RSA_SHA256);
    reference(parts.get(2), Map.of("Type", BANKID, "URI", "#bidSignedData"));
    reference(parts.get(3), Map.of("URI", "#bidKeyInfo"));
  }

  private static void reference(Element reference, Map<String, String> attributes)
      throws SignatureRefusedException {
    attributes(reference, attributes);
    List<Element> parts = children(reference, DSIG, "Transforms", "DigestMethod", "DigestValue");
    attributes(parts.getFirst(), Map.of());
    algorithm(children(parts.getFirst(), DSIG, "Transform").getFirst(), C14N);
    algorithm(parts.get(1), SHA256);
    attributes(parts.get(2), Map.of());
  }

  private static void algorithm(Element element, String uri) throws SignatureRefusedException {
    attributes(element, Map.of("Algorithm", uri));
    require(element.getFirstChild() == null, "parameters of an algorithm");
  }

  private static List<Bytes> certificates(Element keyInfo) throws SignatureRefusedException {
    Element data = children(keyInfo, DSIG, "X509Data").getFirst();
    attributes(data, Map.of());
    List<Bytes> certificates = new ArrayList<>();
    for (Element element : elements(data)) {
      require("X509Certificate".equals(element.getLocalName()), "X509Data");
      attributes(element, Map.of());
      certificates.add(base64(element));
    }
    return certificates;
  }

  private static Bytes nonVisibleData(Element signedData) throws SignatureRefusedException {
    // The visible text may be absent in the format; a signature for this service needs both.
    List<Element> parts =
        children(
            signedData, BANKID, "usrVisibleData", "usrNonVisibleData", "srvInfo", "clientInfo");
    Element visible = parts.getFirst();
    require(
        "UTF-8".equals(visible.getAttribute("charset"))
            && "wysiwys".equals(visible.getAttribute("visible")),
        "attributes of usrVisibleData");
    base64(visible);
    attributes(parts.get(1), Map.of());
    boolean signing =
        elements(parts.get(3)).stream()
            .filter(element -> "funcId".equals(element.getLocalName()))
            .map(Element::getTextContent)
            .toList()
            .equals(List.of("Signing"));
    require(signing, "funcId");
    return base64(parts.get(1));
  }

  /** Refuses comments, processing instructions and CDATA sections anywhere, and prefixes. */
  private static void plain(Node parent) throws SignatureRefusedException {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      boolean text = node.getNodeType() == Node.TEXT_NODE;
      require(text || node instanceof Element, "a node that is neither element nor text");
      require(node.getPrefix() == null, "a prefix");
      plain(node);
    }
  }

  private static List<Element> children(Element parent, String namespace, String... names)
      throws SignatureRefusedException {
    List<Element> found = elements(parent);
    require(found.size() == names.length, "children of " + parent.getLocalName());
    for (int i = 0; i < names.length; i++) {
      Element element = found.get(i);
      require(
          namespace.equals(element.getNamespaceURI()) && names[i].equals(element.getLocalName()),
          "children of " + parent.getLocalName());
    }
    return found;
  }

  private static List<Element> elements(Element parent) throws SignatureRefusedException {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        found.add(element);
      } else {
        require(
            !(node instanceof Text text) || text.getData().isBlank(),
            "text in " + parent.getLocalName());
      }
    }
    return found;
  }

  private static void attributes(Element element, Map<String, String> expected)
      throws SignatureRefusedException {
    int own = 0;
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      if (!"xmlns".equals(attribute.getName())) {
        own++;
        require(
            attribute.getValue().equals(expected.get(attribute.getName())),
            "attributes of " + element.getLocalName());
      }
    }
    require(own == expected.size(), "attributes of " + element.getLocalName());
  }

  private static int ids(Element element) {
    int found = 0;
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      if ("id".equalsIgnoreCase(element.getAttributes().item(i).getLocalName())) {
        found++;
      }
    }
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        found += ids(child);
      }
    }
    return found;
  }

  private static Bytes base64(Element element) throws SignatureRefusedException {
    Node only = element.getFirstChild();
    require(
        only == null || (only instanceof Text && only.getNextSibling() == null),
        "elements in " + element.getLocalName());
    try {
      return new Bytes(Base64.getDecoder().decode(element.getTextContent()));
    } catch (IllegalArgumentException notBase64) {
      throw new SignatureRefusedException(element.getLocalName() + " is not base64", notBase64);
    }
  }

  private static void require(boolean holds, String what) throws SignatureRefusedException {
    if (!holds) {
      throw new SignatureRefusedException("not the structure of a BankID signature: " + what);
    }
  }
}
