package se.sluss.model.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import se.sluss.model.xml.RefusedXmlException.Code;

/**
 * Reads XML that a stranger sent. No document type declaration, hence no entities; no inclusion;
 * nothing is fetched. Bounded in bytes, depth, attributes of an element and length of a text. The
 * bytes are read twice: the first reading only checks the bounds, so that nothing is built from
 * what breaks them; where a glance shows that nothing can ({@link PlainXml}) they are read once.
 * Comments and processing instructions stay in the document. Safe for concurrent use.
 */
public final class HardenedXml {
  /** The most bytes that are read at all. */
  public static final int MAX_BYTES = 2 << 20;

  /** Characters of one text, or of the value of an attribute. */
  public static final int MAX_TEXT = BoundedContent.MAX_TEXT;

  private static final String LIMIT_OF_THE_PARSER = "JAXP0001";

  /** A parser remembers all names that it has met; after so many bytes it is let go. */
  private static final int MOST_OF_A_PARSER = 1 << 20;

  /** Making them costs more than reading a document; each serves one reading at a time. */
  private static final Queue<Parsers> RESTING = new ArrayBlockingQueue<>(16);

  private record Parsers(XMLReader reader, DocumentBuilder builder, int bytesLeft) {}

  private HardenedXml() {}

  /**
   * Reads a whole document, namespace-aware.
   *
   * @throws RefusedXmlException when the bytes are not XML 1.0, carry a document type declaration
   *     or exceed a bound
   */
  public static Document parse(byte[] xml) {
    if (xml.length > MAX_BYTES) {
      throw new RefusedXmlException(Code.TOO_LARGE);
    }
    try {
      Parsers parsers = RESTING.poll();
      if (parsers == null) {
        parsers = new Parsers(reader(), builder(), MOST_OF_A_PARSER);
      }
      Document document = parse(xml, parsers);
      // Those that met a fault are let go too, with whatever state they are in.
      int left = parsers.bytesLeft() - xml.length;
      if (left > 0) {
        RESTING.offer(new Parsers(parsers.reader(), parsers.builder(), left));
      }
      return document;
    } catch (SAXParseException e) {
      throw new RefusedXmlException(codeOf(e), e.getLineNumber(), e.getColumnNumber());
    } catch (SAXException | IOException e) {
      throw new RefusedXmlException(Code.NOT_XML);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The XML parser cannot be hardened", e);
    }
  }

  private static Document parse(byte[] xml, Parsers parsers) throws SAXException, IOException {
    BoundedContent bounds = new BoundedContent();
    if (!PlainXml.is(xml)) {
      XMLReader reader = parsers.reader();
      reader.setProperty("http://xml.org/sax/properties/lexical-handler", bounds);
      reader.setContentHandler(bounds);
      reader.setErrorHandler(bounds);
      reader.setEntityResolver(bounds);
      reader.parse(source(xml));
    }
    DocumentBuilder builder = parsers.builder();
    builder.setErrorHandler(bounds);
    return builder.parse(source(xml));
  }

  private static InputSource source(byte[] xml) {
    return new InputSource(new ByteArrayInputStream(xml));
  }

  private static Code codeOf(SAXParseException e) {
    String message = e.getMessage();
    return message != null && message.startsWith(LIMIT_OF_THE_PARSER)
        ? Code.TOO_LARGE
        : Code.NOT_XML;
  }

  /** Meets the declaration as an event, and so can tell it from other faults. */
  private static XMLReader reader() throws ParserConfigurationException, SAXException {
    SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
    factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newSAXParser().getXMLReader();
  }

  private static DocumentBuilder builder() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
    factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    return factory.newDocumentBuilder();
  }
}
