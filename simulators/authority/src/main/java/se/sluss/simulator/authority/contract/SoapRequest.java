package se.sluss.simulator.authority.contract;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A request whose envelope and message hold what the contract asks for. Nothing is known about the
 * document in it yet.
 *
 * @param documentBytes the document, byte for byte as it was sent
 * @param signatures at least one; what each holds is unverified
 */
public record SoapRequest(Bytes documentBytes, List<SignaturePair> signatures) {
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

  public SoapRequest {
    signatures = List.copyOf(signatures);
  }

  /** A signature and the OCSP response that came with it, decoded from base64 once. */
  public record SignaturePair(Bytes signature, Bytes ocspResponse) {}

  /**
   * Opens an envelope.
   *
   * @throws BadEnvelopeException when it is no SOAP 1.1 envelope with exactly this product's
   *     message
   */
  public static SoapRequest read(Product product, Schemas schemas, byte[] body)
      throws BadEnvelopeException {
    return of(product, schemas, message(body));
  }

  /**
   * Reads the message's element alone.
   *
   * @throws BadEnvelopeException when it is not exactly this product's message
   */
  public static SoapRequest readBare(Product product, Schemas schemas, byte[] xml)
      throws BadEnvelopeException {
    try {
      return of(product, schemas, SafeXml.parse(xml).getDocumentElement());
    } catch (NotXmlException notXml) {
      throw new BadEnvelopeException("the request is not readable XML: " + notXml.getMessage());
    }
  }

  private static SoapRequest of(Product product, Schemas schemas, Element message)
      throws BadEnvelopeException {
    if (!product.operation().equals(message.getLocalName())
        || !product.messageNamespace().equals(message.getNamespaceURI())) {
      throw new BadEnvelopeException("the body holds no " + product.operation());
    }
    List<String> faults = schemas.faultsOfMessage(product, message);
    if (!faults.isEmpty()) {
      throw new BadEnvelopeException("the message breaks its schema: " + String.join("; ", faults));
    }
    Bytes document = null;
    List<SignaturePair> pairs = new ArrayList<>();
    for (Element child : elements(message)) {
      if (!product.messageNamespace().equals(child.getNamespaceURI())) {
        continue;
      }
      if (product.documentElement().equals(child.getLocalName())) {
        document = binary(child);
      } else if (product.signatureElements().contains(child.getLocalName())) {
        pairs.add(
            new SignaturePair(
                binary(child(product, child, product.signatureValueElement())),
                binary(child(product, child, product.ocspElement()))));
      }
    }
    if (document == null) {
      throw new BadEnvelopeException("the message holds no document");
    }
    return new SoapRequest(document, pairs);
  }

  private static Element message(byte[] body) throws BadEnvelopeException {
    Document envelope;
    try {
      envelope = SafeXml.parse(body);
    } catch (NotXmlException notXml) {
      throw new BadEnvelopeException("the request is not readable XML: " + notXml.getMessage());
    }
    Element root = envelope.getDocumentElement();
    if (!isSoap(root, "Envelope")) {
      throw new BadEnvelopeException("the request is no SOAP 1.1 envelope");
    }
    List<Element> parts = elements(root);
    if (!parts.isEmpty() && isSoap(parts.getFirst(), "Header")) {
      parts = parts.subList(1, parts.size());
    }
    if (parts.size() != 1 || !isSoap(parts.getFirst(), "Body")) {
      throw new BadEnvelopeException("the envelope holds something else than header and body");
    }
    List<Element> content = elements(parts.getFirst());
    if (content.size() != 1) {
      throw new BadEnvelopeException("the body must hold exactly one element");
    }
    return content.getFirst();
  }

  private static boolean isSoap(Element element, String name) {
    return SOAP.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
  }

  private static Element child(Product product, Element parent, String name)
      throws BadEnvelopeException {
    for (Element element : elements(parent)) {
      if (name.equals(element.getLocalName())
          && product.messageNamespace().equals(element.getNamespaceURI())) {
        return element;
      }
    }
    throw new BadEnvelopeException("a signature lacks its " + name);
  }

  private static List<Element> elements(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  private static Bytes binary(Element element) throws BadEnvelopeException {
    try {
      String text = element.getTextContent().replaceAll("[ \\t\\r\\n]", "");
      return new Bytes(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException notBase64) {
      throw new BadEnvelopeException(element.getLocalName() + " is not base64");
    }
  }
}
