package se.sluss.launcher.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import se.sluss.launcher.PlainFailure;

/** Room on the disk for a database, a broker and logs. */
final class DiskSpace {
  private static final long NEEDED_MEBIBYTES = 1024;

  private DiskSpace() {}

  static void require(Path folder) throws IOException {
    Files.createDirectories(folder);
    long free = Files.getFileStore(folder).getUsableSpace() / (1024 * 1024);
    if (free < NEEDED_MEBIBYTES) {
      throw new PlainFailure(
          "Only %d MiB are free at %s, and %d MiB are needed."
              .formatted(free, folder, NEEDED_MEBIBYTES));
    }
  }
}
