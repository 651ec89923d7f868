package se.sluss.simulator.authority.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML that nobody vouches for: no document type, no entities, nothing fetched, bounded depth.
 */
public final class SafeXml {
  private static final String LIMITS = "jdk.xml.";

  private SafeXml() {}

  /**
   * Parses with namespaces, comments and CDATA sections kept apart.
   *
   * @throws NotXmlException for anything ill-formed, and for any document type declaration
   */
  public static Document parse(byte[] xml) throws NotXmlException {
    try {
      DocumentBuilder builder = factory().newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      return builder.parse(new ByteArrayInputStream(xml));
    } catch (SAXException | IOException refused) {
      throw new NotXmlException(String.valueOf(refused.getMessage()));
    } catch (ParserConfigurationException missing) {
      throw new IllegalStateException("the platform's XML parser lacks a safety feature", missing);
    }
  }

  private static DocumentBuilderFactory factory() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    factory.setAttribute(LIMITS + "maxElementDepth", "100");
    factory.setAttribute(LIMITS + "elementAttributeLimit", "50");
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    return factory;
  }

  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException exception) {}

    @Override
    public void error(SAXParseException exception) throws SAXException {
      throw exception;
    }

    @Override
    public void fatalError(SAXParseException exception) throws SAXException {
      throw exception;
    }
  }
}
