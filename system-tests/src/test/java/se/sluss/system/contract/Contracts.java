package se.sluss.system.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import se.sluss.system.deploy.Checkout;

/** Where the OpenAPI documents lie: those of the rooms, and those last released. */
final class Contracts {
  static final List<String> ROOMS = List.of("intake", "signing", "submitter", "receipts");

  private static final String RELEASED = "system-tests/src/test/resources/released";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Contracts() {}

  static Path of(String room) {
    return Checkout.folder()
        .resolve("services/%1$s/src/main/resources/openapi/%1$s.yaml".formatted(room));
  }

  static Path released(String room) {
    return Checkout.folder().resolve(RELEASED).resolve(room + ".yaml");
  }

  /** The rooms that have released a contract. */
  static List<String> roomsWithARelease() {
    try (Stream<Path> files = Files.list(Checkout.folder().resolve(RELEASED))) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.yaml$", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode read(Path contract) {
    try {
      return (ObjectNode) YAML.readTree(Files.readAllBytes(contract));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
