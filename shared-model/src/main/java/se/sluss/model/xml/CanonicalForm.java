package se.sluss.model.xml;

import java.io.IOException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.xml.crypto.Data;
import javax.xml.crypto.NodeSetData;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.TransformException;
import javax.xml.crypto.dsig.TransformService;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
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
      Data canonical = c14n.transform(new WholeDocument(nodesOf(document)), null);
      return ((OctetStreamData) canonical).getOctetStream().readAllBytes();
    } catch (NoSuchAlgorithmException
        | NoSuchProviderException
        | InvalidAlgorithmParameterException
        | IOException e) {
      throw new IllegalStateException("The document cannot be canonicalized", e);
    } catch (TransformException e) {
      throw new RefusedXmlException(RefusedXmlException.Code.NO_CANONICAL_FORM);
    }
  }

  private record WholeDocument(List<Node> nodes) implements NodeSetData<Node> {
    @Override
    public Iterator<Node> iterator() {
      return nodes.iterator();
    }
  }

  /** Every node of the document in document order: attributes after their element. */
  private static List<Node> nodesOf(Document document) {
    List<Node> nodes = new ArrayList<>();
    Node node = document;
    while (node != null) {
      nodes.add(node);
      NamedNodeMap attributes = node.getAttributes();
      for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
        nodes.add(attributes.item(i));
      }
      node = following(node);
    }
    return nodes;
  }

  private static @Nullable Node following(Node node) {
    if (node.getFirstChild() != null) {
      return node.getFirstChild();
    }
    Node at = node;
    while (at != null && at.getNextSibling() == null) {
      at = at.getParentNode();
    }
    return at == null ? null : at.getNextSibling();
  }
}
