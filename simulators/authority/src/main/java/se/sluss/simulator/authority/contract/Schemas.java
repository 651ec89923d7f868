package se.sluss.simulator.authority.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The compiled schemas of messages and documents. Safe for use by several threads. */
public final class Schemas {
  private final Map<Product, Schema> messages = new EnumMap<>(Product.class);
  private final Map<Product, Map<String, Schema>> documents = new EnumMap<>(Product.class);

  public Schemas() {
    for (Product product : Product.values()) {
      messages.put(product, compile(product.messageSchema()));
      documents.put(
          product,
          new ConcurrentHashMap<>(
              Map.of(product.documentNamespace(), compile(product.documentSchema()))));
    }
  }

  /** What is wrong with a SOAP body's element; empty when nothing is. */
  List<String> faultsOfMessage(Product product, Node element) {
    return faults(Objects.requireNonNull(messages.get(product)), element);
  }

  /**
   * One more version of a product's documents, beside those that are there.
   *
   * @param xsd complete in itself
   * @throws IllegalArgumentException when it is no schema
   */
  public void add(Product product, byte[] xsd) {
    try {
      String namespace = SafeXml.parse(xsd).getDocumentElement().getAttribute("targetNamespace");
      of(product).put(namespace, compile(new StreamSource(new ByteArrayInputStream(xsd))));
    } catch (NotXmlException | SAXException broken) {
      throw new IllegalArgumentException("no schema: " + broken.getMessage(), broken);
    }
  }

  /**
   * What is wrong with a document by the version that it says it is of; empty when nothing is.
   * Texts may quote the document.
   */
  List<String> faultsOfDocument(Product product, Document document) {
    Map<String, Schema> versions = of(product);
    String namespace = document.getDocumentElement().getNamespaceURI();
    Schema named = namespace == null ? null : versions.get(namespace);
    return faults(
        named == null ? Objects.requireNonNull(versions.get(product.documentNamespace())) : named,
        document);
  }

  private Map<String, Schema> of(Product product) {
    return Objects.requireNonNull(documents.get(product));
  }

  private static List<String> faults(Schema schema, Node node) {
    List<String> found = new ArrayList<>();
    try {
      Validator validator = schema.newValidator();
      validator.setErrorHandler(new Collector(found));
      validator.validate(new DOMSource(node));
    } catch (SAXException fatal) {
      found.add(String.valueOf(fatal.getMessage()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return found;
  }

  private static Schema compile(String name) {
    URL resource = Objects.requireNonNull(Schemas.class.getResource(name), name);
    try {
      return compile(new StreamSource(resource.toString()));
    } catch (SAXException broken) {
      throw new IllegalStateException("a bundled schema cannot be read: " + name, broken);
    }
  }

  private static Schema compile(StreamSource source) throws SAXException {
    SchemaFactory factory = SchemaFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "jar,file");
    return factory.newSchema(source);
  }

  private record Collector(List<String> found) implements ErrorHandler {
    @Override
    public void warning(SAXParseException exception) {}

    @Override
    public void error(SAXParseException exception) {
      found.add(String.valueOf(exception.getMessage()));
    }

    @Override
    public void fatalError(SAXParseException exception) {
      found.add(String.valueOf(exception.getMessage()));
    }
  }
}
