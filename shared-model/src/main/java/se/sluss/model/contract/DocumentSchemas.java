package se.sluss.model.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Document;
import se.sluss.model.contract.SchemaFault.Code;

/**
 * The schemas of the documents, compiled when made. An operator replaces them by files of the same
 * names in a folder; what the folder lacks is taken from the bundled ones. Safe for concurrent use.
 */
public final class DocumentSchemas {
  private static final String BUNDLE = "/schema/";

  private final Map<DocumentKind, CompiledSchema> schemas = new EnumMap<>(DocumentKind.class);

  private DocumentSchemas(Optional<Path> folder) {
    for (DocumentKind kind : DocumentKind.values()) {
      schemas.put(kind, CompiledSchema.of(new SchemaSource(folder, BUNDLE), kind.schemaFile()));
    }
  }

  /** The schemas that come with Sluss. */
  public static DocumentSchemas bundled() {
    return new DocumentSchemas(Optional.empty());
  }

  /**
   * The folder's files before the bundled ones. Nothing is fetched: what a file imports must be in
   * the folder too.
   *
   * @throws IllegalStateException when there is no such folder, or a file in it does not compile;
   *     the message names it
   */
  public static DocumentSchemas from(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException("Schema folder " + folder + " is missing");
    }
    return new DocumentSchemas(Optional.of(folder));
  }

  /**
   * Every fault, in document order; empty when the document is valid. A document of no known kind
   * has one fault, {@link Code#UNKNOWN_DOCUMENT}.
   */
  public List<SchemaFault> validate(Document document) {
    return DocumentKind.of(document)
        .map(kind -> schema(kind).validate(document.getDocumentElement()))
        .orElseGet(
            () ->
                List.of(
                    new SchemaFault(
                        "/*", Code.UNKNOWN_DOCUMENT, Code.UNKNOWN_DOCUMENT.sentence())));
  }

  private CompiledSchema schema(DocumentKind kind) {
    CompiledSchema schema = schemas.get(kind);
    if (schema == null) {
      throw new IllegalStateException("no schema for " + kind);
    }
    return schema;
  }
}
