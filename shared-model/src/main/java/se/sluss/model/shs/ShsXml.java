package se.sluss.model.shs;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;

/**
 * Reads the XML of SHS itself: labels and error reports. It is ISO-8859-1 whatever its wrapping
 * says. A document type that only names its file is passed over unread, so that nothing can be
 * fetched; one that declares anything is refused, so that nothing can be expanded.
 */
public final class ShsXml {
  private static final int LONGEST_PROLOG = 2048;
  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
  private static final String LITERAL = "(?:\"[^\"<>]*+\"|'[^'<>]*+')";

  /** The XML declaration, which would claim another encoding, and a document type with no body. */
  private static final Pattern PROLOG =
      Pattern.compile(
          "\\A\\s*+(?:<\\?xml\\s[^<>]*+>)?+\\s*+"
              + "(?:<!DOCTYPE\\s++[A-Za-z.]++(?:\\s++SYSTEM\\s++~|\\s++PUBLIC\\s++~\\s++~)?+\\s*+>)?+"
                  .replace("~", LITERAL));

  private ShsXml() {}

  /**
   * The root element.
   *
   * @throws BrokenMessageException when it is none, or is dangerous
   */
  public static Element root(byte[] xml) throws BrokenMessageException {
    String text = new String(xml, StandardCharsets.ISO_8859_1);
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    Matcher prolog = PROLOG.matcher(text).region(0, Math.min(text.length(), LONGEST_PROLOG));
    String rest = prolog.lookingAt() ? text.substring(prolog.end()) : text;
    try {
      Document document = HardenedXml.parse(rest.getBytes(StandardCharsets.UTF_8));
      return document.getDocumentElement();
    } catch (RefusedXmlException e) {
      throw new BrokenMessageException("refused XML " + e.code());
    }
  }

  /**
   * The only child of that name.
   *
   * @throws BrokenMessageException when there is none, or more than one
   */
  public static Element only(Element parent, String name) throws BrokenMessageException {
    Element found = atMostOne(parent, name);
    if (found == null) {
      throw new BrokenMessageException("no " + name);
    }
    return found;
  }

  /**
   * The child of that name; null when there is none.
   *
   * @throws BrokenMessageException when there is more than one
   */
  public static @Nullable Element atMostOne(Element parent, String name)
      throws BrokenMessageException {
    Element found = null;
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element && is(element, name)) {
        if (found != null) {
          throw new BrokenMessageException("more than one " + name);
        }
        found = element;
      }
    }
    return found;
  }

  public static boolean is(Element element, String name) {
    return element.getNamespaceURI() == null && name.equals(element.getLocalName());
  }

  /**
   * An attribute that must be there.
   *
   * @throws BrokenMessageException when it is missing
   */
  public static String required(Element element, String attribute) throws BrokenMessageException {
    String value = element.getAttribute(attribute).strip();
    if (value.isEmpty()) {
      throw new BrokenMessageException("no " + attribute);
    }
    return value;
  }
}
