package se.sluss.system.deploy;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the checkout that the tests run in, from whatever folder they are started. */
final class Checkout {
  private Checkout() {}

  static Path file(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("docker-compose.yml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("The tests do not run inside the checkout");
    }
    return folder.resolve(name);
  }
}
