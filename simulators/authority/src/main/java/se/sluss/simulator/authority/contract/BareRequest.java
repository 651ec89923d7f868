package se.sluss.simulator.authority.contract;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A request read for its document alone: neither the message nor the document is held to its
 * schema, and signatures are not looked at. Quick, for runs in which pace and identity count.
 *
 * @param id the document's own
 */
public record BareRequest(Bytes documentBytes, String id) {
  private static final XMLInputFactory FACTORY = factory();

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /**
   * Finds the document in an envelope, and the id in the document.
   *
   * @throws BadEnvelopeException when there is none
   */
  public static BareRequest read(Product product, byte[] body) throws BadEnvelopeException {
    try {
      String text = text(body, product.documentElement(), product.messageNamespace());
      byte[] document = Base64.getMimeDecoder().decode(text);
      return new BareRequest(
          new Bytes(document), text(document, "id", product.documentNamespace()));
    } catch (XMLStreamException | IllegalArgumentException unreadable) {
      throw new BadEnvelopeException("the message holds no document with an id");
    }
  }

  private static String text(byte[] xml, String element, String namespace)
      throws XMLStreamException {
    XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
    try {
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && element.equals(reader.getLocalName())
            && namespace.equals(reader.getNamespaceURI())) {
          return reader.getElementText().strip();
        }
      }
      throw new XMLStreamException("no " + element);
    } finally {
      reader.close();
    }
  }
}
