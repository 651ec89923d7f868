package se.sluss.simulator.authority.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The compiled schemas of messages and documents. Safe for use by several threads. */
public final class Schemas {
  private final Map<Product, Schema> messages = new EnumMap<>(Product.class);
  private final Map<Product, Schema> documents = new EnumMap<>(Product.class);

  public Schemas() {
    for (Product product : Product.values()) {
      messages.put(product, compile(product.messageSchema()));
      documents.put(product, compile(product.documentSchema()));
    }
  }

  /** What is wrong with a SOAP body's element; empty when nothing is. */
  List<String> faultsOfMessage(Product product, Node element) {
    return faults(Objects.requireNonNull(messages.get(product)), element);
  }

  /** What is wrong with a document; empty when nothing is. Texts may quote the document. */
  List<String> faultsOfDocument(Product product, Node document) {
    return faults(Objects.requireNonNull(documents.get(product)), document);
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
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "jar,file");
      return factory.newSchema(resource);
    } catch (SAXException broken) {
      throw new IllegalStateException("a bundled schema cannot be read: " + name, broken);
    }
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
