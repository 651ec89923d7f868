package se.sluss.model.xml;

import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.ext.Locator2;
import se.sluss.model.xml.RefusedXmlException.Code;

/**
 * Watches a document go by and ends the reading at the first thing that is out of bounds, before
 * anything is built from it.
 */
final class BoundedContent extends DefaultHandler2 {
  static final int MAX_DEPTH = 64;
  static final int MAX_ATTRIBUTES = 64;
  static final int MAX_TEXT = 1 << 20;

  private @Nullable Locator locator;
  private int depth;
  private int text;

  @Override
  public void setDocumentLocator(Locator locator) {
    this.locator = locator;
  }

  @Override
  public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) {
    throw refused(Code.DOCTYPE);
  }

  @Override
  public InputSource resolveEntity(
      @Nullable String name,
      @Nullable String publicId,
      @Nullable String baseUri,
      @Nullable String systemId) {
    throw refused(Code.DOCTYPE);
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes) {
    if (depth == 0 && locator instanceof Locator2 full && "1.1".equals(full.getXMLVersion())) {
      throw refused(Code.UNSUPPORTED_VERSION);
    }
    if (++depth > MAX_DEPTH) {
      throw refused(Code.TOO_DEEP);
    }
    if (attributes.getLength() > MAX_ATTRIBUTES) {
      throw refused(Code.TOO_MANY_ATTRIBUTES);
    }
    for (int i = 0; i < attributes.getLength(); i++) {
      if (attributes.getValue(i).length() > MAX_TEXT) {
        throw refused(Code.TEXT_TOO_LONG);
      }
    }
    text = 0;
  }

  @Override
  public void endElement(String uri, String localName, String qName) {
    depth--;
    text = 0;
  }

  @Override
  public void characters(char[] ch, int start, int length) {
    text += length;
    if (text > MAX_TEXT) {
      throw refused(Code.TEXT_TOO_LONG);
    }
  }

  @Override
  public void ignorableWhitespace(char[] ch, int start, int length) {
    characters(ch, start, length);
  }

  @Override
  public void error(SAXParseException e) throws SAXParseException {
    throw e;
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXParseException {
    throw e;
  }

  private RefusedXmlException refused(Code code) {
    Locator at = locator;
    return at == null
        ? new RefusedXmlException(code)
        : new RefusedXmlException(code, at.getLineNumber(), at.getColumnNumber());
  }
}
