package se.sluss.model.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;
import org.xml.sax.InputSource;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;

/**
 * Where schema files come from: a folder of the operator's first, then the bundled ones, by file
 * name; never from anywhere else. Remembers the names that the files declare.
 */
final class SchemaSource implements LSResourceResolver {
  /** The only scheme that the schema compiler may follow; it leads here. */
  static final String SCHEME = "sluss";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String URI_PREFIX = SCHEME + ":/";

  private final Optional<Path> folder;
  private final String bundle;
  private final Set<String> names = new HashSet<>();

  /**
   * @param bundle path of the bundled files on the class path, with a slash at both ends
   */
  SchemaSource(Optional<Path> folder, String bundle) {
    this.folder = folder;
    this.bundle = bundle;
  }

  Set<String> names() {
    return Set.copyOf(names);
  }

  InputSource open(String fileName) {
    InputSource source = new InputSource(new ByteArrayInputStream(read(fileName)));
    source.setSystemId(URI_PREFIX + fileName);
    return source;
  }

  /** Called by the compiler for each import and include. */
  @Override
  public LSInput resolveResource(
      @Nullable String type,
      @Nullable String namespaceUri,
      @Nullable String publicId,
      @Nullable String systemId,
      @Nullable String baseUri) {
    if (systemId == null) {
      throw new IllegalStateException("An import in a schema names no file");
    }
    String fileName = systemId.substring(systemId.lastIndexOf('/') + 1);
    return new SchemaInput(URI_PREFIX + fileName, read(fileName));
  }

  /** A file that is JSON. */
  JsonNode json(String fileName) {
    try {
      return JSON.readTree(bytes(fileName));
    } catch (IOException e) {
      throw new IllegalStateException("File " + fileName + " is not JSON", e);
    }
  }

  private byte[] bytes(String fileName) {
    return readFromFolder(fileName).orElseGet(() -> readFromBundle(fileName));
  }

  private byte[] read(String fileName) {
    byte[] xsd = bytes(fileName);
    try {
      NodeList elements =
          HardenedXml.parse(xsd)
              .getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "element");
      for (int i = 0; i < elements.getLength(); i++) {
        String name = ((Element) elements.item(i)).getAttribute("name");
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
      return xsd;
    } catch (RefusedXmlException e) {
      throw new IllegalStateException(
          "Schema file " + fileName + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Optional<byte[]> readFromFolder(String fileName) {
    return folder
        .map(path -> path.resolve(fileName))
        .filter(Files::isRegularFile)
        .map(SchemaSource::bytesOf);
  }

  private byte[] readFromBundle(String fileName) {
    try (InputStream in = SchemaSource.class.getResourceAsStream(bundle + fileName)) {
      if (in == null) {
        throw new IllegalStateException("Schema file " + fileName + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Schema file " + fileName + " cannot be read", e);
    }
  }

  private static byte[] bytesOf(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Schema file " + file + " cannot be read", e);
    }
  }
}
