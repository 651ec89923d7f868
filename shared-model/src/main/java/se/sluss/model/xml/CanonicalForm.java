package se.sluss.model.xml;

import java.io.IOException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import javax.xml.crypto.Data;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.URIReferenceException;
import javax.xml.crypto.dom.DOMCryptoContext;
import javax.xml.crypto.dom.DOMURIReference;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.TransformException;
import javax.xml.crypto.dsig.TransformService;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Inclusive Canonical XML 1.0 without comments: equal for documents that differ only in what XML
 * calls insignificant (order of attributes, quotes, entities, empty-element tags, encoding), and
 * different for any other change, white space between elements included.
 *
 * @see <a href="https://www.w3.org/TR/2001/REC-xml-c14n-20010315">Canonical XML 1.0</a>
 */
public final class CanonicalForm {
  private static final String PROVIDER = "XMLDSig";
  private static final String MECHANISM = "DOM";

  private CanonicalForm() {}

  /**
   * The canonical bytes, in UTF-8, of a whole document as {@link HardenedXml} read it.
   *
   * @throws RefusedXmlException when it declares a namespace by a relative address: Canonical XML
   *     1.0 says that such a document has no canonical form
   */
  public static byte[] of(Document document) {
    try {
      TransformService c14n =
          TransformService.getInstance(CanonicalizationMethod.INCLUSIVE, MECHANISM, PROVIDER);
      c14n.init(null);
      XMLSignatureFactory signatures = XMLSignatureFactory.getInstance(MECHANISM, PROVIDER);
      Data whole =
          signatures
              .getURIDereferencer()
              .dereference(WholeDocument.of(document), new DOMCryptoContext() {});
      Data canonical = c14n.transform(whole, null);
      return ((OctetStreamData) canonical).getOctetStream().readAllBytes();
    } catch (NoSuchAlgorithmException
        | NoSuchProviderException
        | InvalidAlgorithmParameterException
        | URIReferenceException
        | IOException e) {
      throw new IllegalStateException("The document cannot be canonicalized", e);
    } catch (TransformException e) {
      throw new RefusedXmlException(RefusedXmlException.Code.NO_CANONICAL_FORM);
    }
  }

  /**
   * A reference to the whole document that it lies in, as a signature's reference with an empty URI
   * is. So the canonical form is made along the tree; of a set of nodes, each would be looked up.
   */
  private record WholeDocument(Attr here) implements DOMURIReference {
    static WholeDocument of(Document document) {
      Element reference = document.createElementNS(null, "Reference");
      reference.setAttributeNS(null, "URI", "");
      return new WholeDocument(reference.getAttributeNodeNS(null, "URI"));
    }

    @Override
    public Node getHere() {
      return here;
    }

    @Override
    public String getURI() {
      return here.getValue();
    }

    @Override
    public @Nullable String getType() {
      return null;
    }
  }
}
