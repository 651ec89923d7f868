package se.sluss.model.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.model.hash.Sha256;

/**
 * What a signature holds of one document: its own id and the SHA-256 of its canonical form. Printed
 * as {@code id,hex}; several joined by {@code ;} in one signature.
 *
 * @param documentId the UUID in the document, lower case
 * @param sha256Hex 64 hexadecimal digits, lower case
 */
public record SignedEntry(String documentId, String sha256Hex) {
  private static final String SEPARATOR = ";";
  private static final byte[] UUID =
      "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SHA256 = "x".repeat(64).getBytes(StandardCharsets.US_ASCII);

  /** By character; an order may have a hundred thousand of them. */
  private static final boolean[] IS_DIGIT = new boolean[128];

  static {
    "0123456789abcdef".chars().forEach(digit -> IS_DIGIT[digit] = true);
  }

  public SignedEntry {
    if (!isOfForm(UUID, documentId) || !isOfForm(SHA256, sha256Hex)) {
      throw new IllegalArgumentException("not an entry of a signature");
    }
  }

  /**
   * The entry of a document, whose root element has an {@code id} child of its own namespace.
   *
   * @throws IllegalArgumentException when the document has no such id or more than one
   */
  public static SignedEntry of(Document document) {
    return new SignedEntry(idOf(document), Sha256.hex(CanonicalForm.of(document)));
  }

  /**
   * Reads one {@code id,hex}.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  public static SignedEntry parse(String text) {
    int comma = text.indexOf(',');
    if (comma < 0) {
      throw new IllegalArgumentException("not an entry of a signature");
    }
    return new SignedEntry(text.substring(0, comma), text.substring(comma + 1));
  }

  /** The text that one order signs for all these entries, in their order. */
  public static String join(Collection<SignedEntry> entries) {
    return entries.stream().map(SignedEntry::toString).collect(Collectors.joining(SEPARATOR));
  }

  /**
   * Reads what {@link #join} wrote.
   *
   * @throws IllegalArgumentException when any part is not an entry
   */
  public static List<SignedEntry> parseAll(String text) {
    return Arrays.stream(text.split(SEPARATOR, -1)).map(SignedEntry::parse).toList();
  }

  /**
   * Whether there is a lower-case hexadecimal digit for each x of the form, and the rest as it is.
   */
  private static boolean isOfForm(byte[] form, String text) {
    if (text.length() != form.length) {
      return false;
    }
    // What is not ASCII becomes a question mark, which no form has.
    byte[] given = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < given.length; i++) {
      if (form[i] == 'x' ? !IS_DIGIT[given[i]] : given[i] != form[i]) {
        return false;
      }
    }
    return true;
  }

  private static String idOf(Document document) {
    Element root = document.getDocumentElement();
    String id = null;
    for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
      if ("id".equals(child.getLocalName())
          && root.getNamespaceURI() != null
          && root.getNamespaceURI().equals(child.getNamespaceURI())) {
        if (id != null) {
          throw new IllegalArgumentException("the document has more than one id");
        }
        id = child.getTextContent();
      }
    }
    if (id == null) {
      throw new IllegalArgumentException("the document has no id");
    }
    return id;
  }

  @Override
  public String toString() {
    return documentId + "," + sha256Hex;
  }
}
