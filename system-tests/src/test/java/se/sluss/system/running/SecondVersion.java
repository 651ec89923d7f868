package se.sluss.system.running;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import se.sluss.launcher.suite.Layout;
import se.sluss.model.contract.InterfaceVersion;

/** A next version of the time report: the first in all but its namespace and name. */
public final class SecondVersion {
  private static final String SCHEMA = "tidredovisning_extern_v1.xsd";

  private SecondVersion() {}

  /** A folder for intake, with this version in it. */
  static Path folder(Layout layout) throws IOException {
    Path versions = layout.checkout().resolve("system-tests/target/interfaces");
    Path own = Files.createDirectories(versions.resolve("elt-2"));
    Files.writeString(
        own.resolve("interface.json"),
        text("interface.json").replace("\"version\": \"1\"", "\"version\": \"2\""));
    Files.write(own.resolve(SCHEMA), schema());
    return versions;
  }

  /** The schema of its documents. */
  public static byte[] schema() {
    return text(SCHEMA).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String file) {
    try (InputStream in = InterfaceVersion.class.getResourceAsStream("/interface/elt-1/" + file)) {
      if (in == null) {
        throw new IOException(file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace(
              "isassistansersattning/tidredovisning/1", "isassistansersattning/tidredovisning/2");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
