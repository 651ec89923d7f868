package se.sluss.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.embedded.Room;

class AotCachesTest {
  /** More than the system takes as one argument, of all rooms together. */
  private static final int JARS = 500;

  @TempDir private Path folder;

  @Test
  void aCheckoutWithALongPathIsTrainedToo() throws Exception {
    var caches = new AotCaches(folder.resolve("aot"));
    for (Room room : Room.values()) {
      caches.command(room, service(room), List.of("-Xmx16m"));
    }

    Process making = caches.make();

    assertThat(making.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(making.exitValue()).isZero();
    assertThat(folder.resolve("aot/intake.args")).isNotEmptyFile();
  }

  @Test
  void anImageChoosesItsOwnHeapAndCompilers() throws Exception {
    var caches = new AotCaches(folder.resolve("aot"));
    caches.command(Room.INTAKE, service(Room.INTAKE), ServicePrograms.FLAGS);
    caches.make().waitFor();

    assertThat(Files.readAllLines(folder.resolve("aot/intake.args")))
        .contains("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders")
        .noneMatch(
            word ->
                word.matches(
                    "-Xm[sx].*|-XX:(Tiered|MinHeap|MaxHeap|MaxNew|ReservedCode|ArchiveReloc).*"));
  }

  private Path service(Room room) throws IOException {
    Path app = folder.resolve("x".repeat(60)).resolve(room.roomName());
    for (String part : List.of("quarkus", "app", "lib/boot", "lib/main")) {
      Files.createDirectories(app.resolve(part));
    }
    for (int i = 0; i < JARS; i++) {
      Files.createFile(app.resolve("lib/main/" + i + ".jar"));
    }
    Path jar = app.resolve("quarkus-run.jar");
    new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
    return jar;
  }
}
