package se.sluss.launcher.testrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.PlainFailure;

class NativeTestsTest {
  @TempDir private Path folder;

  @Test
  void graalVmHereBuilds() throws IOException {
    program("bin/native-image");

    assertThat(NativeTests.builder(Map.of("GRAALVM_HOME", folder.toString()))).isEmpty();
    assertThat(NativeTests.builder(Map.of("PATH", folder.resolve("bin").toString()))).isEmpty();
  }

  @Test
  void elseAContainerEngineDoes() throws IOException {
    program("bin/podman");

    assertThat(NativeTests.builder(Map.of("PATH", folder.resolve("bin").toString())))
        .containsExactly("-Dquarkus.native.container-build=true");
  }

  @Test
  void withoutEitherItSaysWhatIsNeeded() {
    Map<String, String> nothing = Map.of("PATH", folder.toString(), "GRAALVM_HOME", "/nowhere");

    assertThatThrownBy(() -> NativeTests.builder(nothing))
        .isInstanceOf(PlainFailure.class)
        .hasMessageContaining("GRAALVM_HOME");
  }

  private void program(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
