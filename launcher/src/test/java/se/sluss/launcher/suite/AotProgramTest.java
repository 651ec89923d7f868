package se.sluss.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotProgramTest {
  @TempDir private Path folder;

  @BeforeEach
  void aService() throws IOException {
    for (String file :
        List.of("lib/main/b.jar", "lib/boot/a.jar", "app/x.jar", "quarkus/generated.jar")) {
      Path jar = folder.resolve(file);
      Files.createDirectories(jar.getParent());
      Files.writeString(jar, file);
    }
    Files.writeString(folder.resolve("quarkus/quarkus-application.dat"), "no jar");
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Add-Opens", "java.base/java.lang java.base/java.nio");
    try (OutputStream out = Files.newOutputStream(jar())) {
      new JarOutputStream(out, manifest).close();
    }
  }

  private Path jar() {
    return folder.resolve("quarkus-run.jar");
  }

  @Test
  void whatWasGeneratedGoesBeforeWhatItWasMadeOf() {
    assertThat(AotProgram.of(jar(), List.of()).classPath())
        .isEqualTo(
            "F/quarkus/generated.jar:F/app/x.jar:F/lib/boot/a.jar:F/lib/main/b.jar"
                .replace("F", folder.toString()));
  }

  @Test
  void opensWhatTheServicesJarOpens() {
    assertThat(AotProgram.of(jar(), List.of("-Xmx1m")).flags())
        .containsExactly(
            "-Xmx1m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED");
  }

  @Test
  void aTouchedJarOrAnotherFlagNeedsAnotherCache() throws IOException {
    String before = AotProgram.of(jar(), List.of("-Xmx1m")).fingerprint();

    assertThat(AotProgram.of(jar(), List.of("-Xmx1m", "-Da=b")).fingerprint()).isEqualTo(before);
    assertThat(AotProgram.of(jar(), List.of("-Xmx2m")).fingerprint()).isNotEqualTo(before);
    Files.setLastModifiedTime(folder.resolve("app/x.jar"), FileTime.fromMillis(1_000));
    assertThat(AotProgram.of(jar(), List.of("-Xmx1m")).fingerprint()).isNotEqualTo(before);
  }
}
