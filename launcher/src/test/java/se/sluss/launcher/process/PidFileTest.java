package se.sluss.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  @TempDir Path folder;

  @Test
  void aLivingProcessIsFoundAgain() throws IOException {
    Path file = folder.resolve("own.pid");
    PidFile.write(file, ProcessHandle.current());

    assertThat(PidFile.find(file)).contains(ProcessHandle.current());
  }

  @Test
  void anotherProcessWithTheSamePidIsNotOurs() throws IOException {
    Path file = folder.resolve("own.pid");
    Files.writeString(file, ProcessHandle.current().pid() + " 1000\n");

    assertThat(PidFile.find(file)).isEmpty();
    assertThat(PidFile.endLeftover(file, "TERM", Duration.ofSeconds(1))).isFalse();
  }

  @Test
  void anUnreadableFileNamesNobody() throws IOException {
    Path file = folder.resolve("own.pid");
    Files.writeString(file, "half of a li");

    assertThat(PidFile.find(file)).isEmpty();
    assertThat(PidFile.find(folder.resolve("missing"))).isEmpty();
  }

  @Test
  void aLeftoverThatIgnoresTheSignalIsKilled() throws Exception {
    Process stubborn =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo on; exec sleep 60").start();
    try (var output = stubborn.inputReader()) {
      assertThat(output.readLine()).isEqualTo("on");
    }
    Path file = folder.resolve("stubborn.pid");
    PidFile.write(file, stubborn.toHandle());

    assertThat(PidFile.endLeftover(file, "TERM", Duration.ofMillis(200))).isTrue();

    assertThat(stubborn.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }
}
