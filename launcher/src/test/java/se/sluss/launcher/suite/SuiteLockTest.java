package se.sluss.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.process.PidFile;

class SuiteLockTest {
  @TempDir Path folder;
  private Layout layout;

  @BeforeEach
  void layout() throws IOException {
    layout = new Layout(folder, folder.resolve("state"));
    Files.createDirectories(layout.run());
  }

  @Test
  void onlyOneSuiteRunsInAFolder() throws IOException {
    SuiteLock lock = SuiteLock.take(layout);

    assertThatThrownBy(() -> SuiteLock.take(layout)).isInstanceOf(AlreadyRunningException.class);
    assertThat(SuiteLock.holder(layout)).contains(ProcessHandle.current());

    lock.release();
    assertThat(SuiteLock.holder(layout)).isEmpty();
    SuiteLock.take(layout).release();
  }

  @Test
  void whatAKilledSuiteLeftIsEnded() throws Exception {
    Process leftover = new ProcessBuilder("sleep", "60").start();
    PidFile.write(layout.run().resolve("intake.pid"), leftover.toHandle());

    assertThat(RunningSuite.end(layout)).isTrue();

    assertThat(leftover.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(layout.run().resolve("intake.pid")).doesNotExist();
    assertThat(RunningSuite.end(layout)).isFalse();
  }

  @Test
  void aFolderWithoutASuiteHasNothingToShow() {
    assertThat(RunningSuite.find(layout)).isEmpty();
    assertThat(RunningSuite.startingOrRunning(layout)).isFalse();
  }
}
