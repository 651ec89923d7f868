package se.sluss.simulator.authority.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dom.DOMCryptoContext;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.TransformException;
import javax.xml.crypto.dsig.TransformService;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/**
 * A document that follows its schema.
 *
 * @param entry {@code id,hex}: what a signer must have signed for this document, where hex is the
 *     SHA-256 of the document's canonical form (inclusive, 1.0, without comments)
 */
public record ReceivedDocument(String id, String entry) {

  /**
   * Reads and validates.
   *
   * @throws InvalidDocumentException when the bytes are no XML or break the schema
   */
  public static ReceivedDocument read(Product product, Schemas schemas, Bytes bytes)
      throws InvalidDocumentException {
    Document document;
    try {
      document = SafeXml.parse(bytes.toArray());
    } catch (NotXmlException notXml) {
      throw new InvalidDocumentException(String.valueOf(notXml.getMessage()));
    }
    List<String> faults = schemas.faultsOfDocument(product, document);
    if (!faults.isEmpty()) {
      throw new InvalidDocumentException(String.join("; ", faults));
    }
    String id = idOf(product, document).orElseThrow();
    return new ReceivedDocument(
        id, id + "," + new Bytes(canonical(document, bytes.toArray())).sha256());
  }

  /**
   * The document's own id, also of a document that is otherwise wrong; empty when there is none.
   */
  public static Optional<String> idIn(Product product, Bytes bytes) {
    try {
      return idOf(product, SafeXml.parse(bytes.toArray()));
    } catch (NotXmlException notXml) {
      return Optional.empty();
    }
  }

  private static Optional<String> idOf(Product product, Document document) {
    String namespace = document.getDocumentElement().getNamespaceURI();
    Node id =
        document
            .getElementsByTagNameNS(
                namespace == null ? product.documentNamespace() : namespace, "id")
            .item(0);
    return Optional.ofNullable(id).map(Node::getTextContent);
  }

  private static byte[] canonical(Document document, byte[] xml) {
    try {
      DOMCryptoContext context = new DOMCryptoContext() {};
      TransformService inclusive =
          TransformService.getInstance(CanonicalizationMethod.INCLUSIVE, "DOM");
      inclusive.init(null);
      // The platform wants to know a document to which the transform belongs; any will do.
      inclusive.marshalParams(new DOMStructure(document.getDocumentElement()), context);
      ByteArrayOutputStream out = new ByteArrayOutputStream(xml.length);
      inclusive.transform(new OctetStreamData(new ByteArrayInputStream(xml)), context, out);
      return out.toByteArray();
    } catch (GeneralSecurityException | MarshalException | TransformException failed) {
      throw new IllegalStateException("a valid document could not be canonicalised", failed);
    }
  }
}
