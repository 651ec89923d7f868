package se.sluss.model.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import se.sluss.model.contract.SchemaFault.Code;
import se.sluss.model.id.Service;

/**
 * The versions of the documents that are known, side by side. In an operator's folder, a file
 * replaces the bundled one of the same name, and a folder with an {@code interface.json} is one
 * more version. Safe for concurrent use.
 */
public final class InterfaceVersions {
  private static final List<String> BUNDLES = List.of("/interface/e-ioa-1/", "/interface/elt-1/");
  private static final String NO_BUNDLE = "/interface/none/";

  private final List<InterfaceVersion> versions;

  private InterfaceVersions(Optional<Path> folder) {
    List<InterfaceVersion> all = new ArrayList<>();
    BUNDLES.forEach(bundle -> all.add(InterfaceVersion.read(new SchemaSource(folder, bundle))));
    folder.ifPresent(
        path ->
            foldersIn(path)
                .forEach(
                    own ->
                        all.add(
                            InterfaceVersion.read(new SchemaSource(Optional.of(own), NO_BUNDLE)))));
    this.versions = List.copyOf(all);
    refuseTwins();
  }

  /** Those that come with Sluss. */
  public static InterfaceVersions bundled() {
    return new InterfaceVersions(Optional.empty());
  }

  /**
   * Those of a folder beside the bundled ones. Nothing is fetched: what a file imports must lie
   * beside it.
   *
   * @throws IllegalStateException when there is no such folder, a file in it cannot be used, or two
   *     versions cannot be told apart; the message names what
   */
  public static InterfaceVersions from(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException("Schema folder " + folder + " is missing");
    }
    return new InterfaceVersions(Optional.of(folder));
  }

  /** The version that a document says it is of; empty for any other document. */
  public Optional<InterfaceVersion> of(Document document) {
    return versions.stream().filter(version -> version.isOf(document)).findFirst();
  }

  /** A service's version by its name. */
  public Optional<InterfaceVersion> of(Service service, String name) {
    return versions.stream()
        .filter(version -> version.service() == service && version.version().equals(name))
        .findFirst();
  }

  /**
   * Every fault, in document order; empty when the document is valid. A document of no known
   * version has one fault, {@link Code#UNKNOWN_DOCUMENT}.
   */
  public List<SchemaFault> validate(Document document) {
    return of(document)
        .map(version -> version.validate(document))
        .orElseGet(() -> List.of(new SchemaFault("/*", Code.UNKNOWN_DOCUMENT, List.of())));
  }

  private void refuseTwins() {
    for (InterfaceVersion one : versions) {
      for (InterfaceVersion other : versions) {
        boolean sameDocuments =
            one.namespace().equals(other.namespace())
                && one.rootElement().equals(other.rootElement());
        boolean sameName =
            one.service() == other.service() && one.version().equals(other.version());
        if (one != other && (sameDocuments || sameName)) {
          throw new IllegalStateException(
              "Two interface versions cannot be told apart: %s %s and %s %s"
                  .formatted(one.service(), one.version(), other.service(), other.version()));
        }
      }
    }
  }

  private static List<Path> foldersIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry.resolve("interface.json")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Schema folder " + folder + " cannot be read", e);
    }
  }
}
