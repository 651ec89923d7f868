package se.sluss.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianProgramTest {
  @TempDir Path folder;

  @Test
  void whatTheMachineHasIsTaken() {
    assertThat(DebianProgram.find("no-such-program", "sh")).get().matches(Files::isExecutable);
    assertThat(DebianProgram.unpacked("no-such-package", folder, "sh")).isPresent();
  }

  @Test
  void whatWasUnpackedBeforeIsTakenAgain() throws Exception {
    Path program = folder.resolve("usr/bin/no-such-program");
    Files.createDirectories(program.getParent());
    Files.createFile(program);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(DebianProgram.unpacked("no-such-package", folder, "no-such-program"))
        .contains(program);
  }

  @Test
  void whatNobodyHasIsAbsent() {
    assertThat(DebianProgram.find("no-such-program")).isEmpty();
  }
}
