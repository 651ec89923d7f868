package se.sluss.system.deploy;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in, from whatever folder they are started. */
public final class Checkout {
  private Checkout() {}

  /** Its folder. */
  public static Path folder() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("docker-compose.yml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("The tests do not run inside the checkout");
    }
    return folder;
  }

  static Path file(String name) {
    return folder().resolve(name);
  }
}
