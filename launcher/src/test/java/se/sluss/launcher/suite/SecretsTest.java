package se.sluss.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.embedded.Room;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void secretsAreMadeOnceAndDiffer() throws IOException {
    Secrets first = Secrets.in(folder);
    Secrets second = Secrets.in(folder);

    assertThat(second.adminKey()).isEqualTo(first.adminKey());
    assertThat(second.databasePasswords()).isEqualTo(first.databasePasswords());
    assertThat(first.databasePassword(Room.INTAKE))
        .isNotEqualTo(first.databasePassword(Room.SIGNING))
        .isNotEqualTo(first.superuserPassword());
  }

  @Test
  void onlyTheOwnerCanReadThem() throws IOException {
    Secrets.in(folder);

    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSizeGreaterThan(5);
      for (Path file : all) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void theAdministratorsKeyHasTheFormThatScannersKnow() throws IOException {
    assertThat(Secrets.in(folder).adminKey()).matches("sluss_ak_[0-9A-Za-z]{49}");
  }
}
