package se.sluss.system.nativeimage;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import se.sluss.system.deploy.Checkout;

/** All that becomes part of the rooms' native executables and is ours. */
public final class RoomClasses {
  static final List<String> ROOMS = List.of("intake", "signing", "submitter", "receipts");
  static final List<Path> MODULES =
      List.of(
          module("shared-model"),
          module("evidence"),
          module("service-kit"),
          module("services/intake"),
          module("services/signing"),
          module("services/submitter"),
          module("services/receipts"));

  private RoomClasses() {}

  public static JavaClasses all() {
    List<Path> folders = MODULES.stream().map(one -> one.resolve("target/classes")).toList();
    folders.forEach(
        folder -> {
          if (!Files.isDirectory(folder)) {
            throw new AssertionError("Not built: " + folder);
          }
        });
    return new ClassFileImporter().importPaths(folders);
  }

  private static Path module(String name) {
    return Checkout.folder().resolve(name);
  }
}
