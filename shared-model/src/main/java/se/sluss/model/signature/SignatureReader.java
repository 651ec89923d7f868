package se.sluss.model.signature;

import static se.sluss.model.signature.StepFailedException.unless;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import se.sluss.model.signature.SignatureParts.Content;
import se.sluss.model.signature.SignatureParts.Reference;
import se.sluss.model.signature.SignatureParts.SignedInfo;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;

/**
 * Reads a signature by the one structure that BankID gives it. Every element is found by its place
 * from the top and never searched for, and nothing may stand beside it, so there is no room for a
 * second content that is shown but not signed.
 */
final class SignatureReader {
  static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
  static final String BANKID = "http://www.bankid.com/signature/v1.0.0/types";

  private static final int VISIBLE = 40_000;
  private static final int NON_VISIBLE = 200_000;
  private static final int REST = 32_768;
  private static final int MOST_BYTES = VISIBLE + NON_VISIBLE + REST;

  private SignatureReader() {}

  static byte[] decode(String signature) throws StepFailedException {
    unless(signature.length() <= (MOST_BYTES + 2) / 3 * 4, "the signature is too large");
    return StrictBase64.decode(signature, "the signature");
  }

  static Document parse(byte[] xml) throws StepFailedException {
    try {
      Document document = HardenedXml.parse(xml);
      unless(
          isUtf8(document.getInputEncoding()) && isUtf8(document.getXmlEncoding()), "not in UTF-8");
      onlyElementsAndText(document);
      return document;
    } catch (RefusedXmlException e) {
      throw new StepFailedException("not the XML of a signature: " + e.code());
    }
  }

  private static boolean isUtf8(@Nullable String encoding) {
    return encoding == null || encoding.equalsIgnoreCase("UTF-8");
  }

  private static void onlyElementsAndText(Node parent) throws StepFailedException {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      switch (node.getNodeType()) {
        case Node.ELEMENT_NODE -> onlyElementsAndText(node);
        case Node.TEXT_NODE -> {
          // text is allowed; where, is a question of structure
        }
        case Node.COMMENT_NODE -> throw new StepFailedException("there is a comment");
        case Node.CDATA_SECTION_NODE -> throw new StepFailedException("there is a CDATA section");
        default -> throw new StepFailedException("there is more than elements and text");
      }
    }
  }

  static SignatureParts read(Document document) throws StepFailedException {
    Element signature = document.getDocumentElement();
    noPrefixes(signature);
    Shape.named(signature, DSIG, "Signature");
    Shape.attributes(signature);
    List<Element> parts =
        Shape.children(signature, DSIG, "SignedInfo", "SignatureValue", "KeyInfo", "Object");
    Shape.attributes(parts.get(1));
    String value = Shape.text(parts.get(1));
    StrictBase64.decode(value, "the signature value");
    SignedInfo signedInfo = signedInfo(parts.get(0));
    Element keyInfo = parts.get(2);
    List<Element> certificates = certificates(keyInfo);
    Shape.attributes(parts.get(3));
    Element signedData = Shape.children(parts.get(3), BANKID, "bankIdSignedData").getFirst();
    Content content = content(signedData);
    unless(
        elementsWithId(signature).equals(List.of(keyInfo, signedData)),
        "an Id stands where none must be");
    return new SignatureParts(
        document, signature, signedInfo, value, keyInfo, certificates, content);
  }

  private static SignedInfo signedInfo(Element element) throws StepFailedException {
    Shape.attributes(element);
    List<Element> parts =
        Shape.children(
            element, DSIG, "CanonicalizationMethod", "SignatureMethod", "Reference", "Reference");
    Shape.attributes(parts.get(2), "Type", "URI");
    Shape.attributes(parts.get(3), "URI");
    return new SignedInfo(
        algorithm(parts.get(0)),
        algorithm(parts.get(1)),
        reference(parts.get(2)),
        reference(parts.get(3)));
  }

  private static Reference reference(Element element) throws StepFailedException {
    List<Element> parts =
        Shape.children(element, DSIG, "Transforms", "DigestMethod", "DigestValue");
    Shape.attributes(parts.get(0));
    Shape.attributes(parts.get(2));
    StrictBase64.decode(Shape.text(parts.get(2)), "a digest");
    Element transform = Shape.children(parts.get(0), DSIG, "Transform").getFirst();
    return new Reference(element, algorithm(transform), algorithm(parts.get(1)));
  }

  private static Element algorithm(Element element) throws StepFailedException {
    Shape.attributes(element, "Algorithm");
    Shape.empty(element);
    return element;
  }

  private static List<Element> certificates(Element keyInfo) throws StepFailedException {
    Shape.attributes(keyInfo, "Id");
    Element x509 = Shape.children(keyInfo, DSIG, "X509Data").getFirst();
    Shape.attributes(x509);
    String name = "X509Certificate";
    List<Element> certificates = Shape.children(x509, DSIG, name, name, name);
    for (Element certificate : certificates) {
      Shape.attributes(certificate);
    }
    return certificates;
  }

  private static Content content(Element signedData) throws StepFailedException {
    Shape.attributes(signedData, "Id");
    List<Element> parts = new ArrayList<>(Shape.children(signedData));
    Optional<Element> visible = takeFirst(parts, "usrVisibleData");
    Optional<Element> nonVisible = takeFirst(parts, "usrNonVisibleData");
    unless(parts.size() == 2, "the signed data does not have the parts it must have");
    Shape.named(parts.get(0), BANKID, "srvInfo");
    Shape.named(parts.get(1), BANKID, "clientInfo");
    return new Content(
        signedData,
        visible,
        nonVisible,
        onlyChild(parts.get(0), "name"),
        onlyChild(parts.get(1), "funcId"));
  }

  private static Optional<Element> takeFirst(List<Element> parts, String name) {
    boolean there = !parts.isEmpty() && Shape.is(parts.getFirst(), BANKID, name);
    return there ? Optional.of(parts.removeFirst()) : Optional.empty();
  }

  /** BankID may add to this element; what is asked for still stands there once. */
  private static Element onlyChild(Element parent, String name) throws StepFailedException {
    List<Element> found =
        Shape.children(parent).stream().filter(child -> Shape.is(child, BANKID, name)).toList();
    unless(found.size() == 1, "not exactly one " + name);
    return found.getFirst();
  }

  private static void noPrefixes(Element element) throws StepFailedException {
    unless(element.getPrefix() == null, "there is a namespace prefix");
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      unless(((Attr) attributes.item(i)).getPrefix() == null, "there is a namespace prefix");
    }
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        noPrefixes(child);
      }
    }
  }

  /** In document order, whatever the case in which the attribute is spelled. */
  private static List<Element> elementsWithId(Element element) {
    List<Element> found = new ArrayList<>();
    if (Shape.attributesOf(element).stream()
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals("id"))) {
      found.add(element);
    }
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        found.addAll(elementsWithId(child));
      }
    }
    return found;
  }
}
