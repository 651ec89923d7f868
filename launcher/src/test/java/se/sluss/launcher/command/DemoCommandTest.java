package se.sluss.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.StartUp;
import se.sluss.launcher.suite.SuiteOptions;

class DemoCommandTest {
  @TempDir Path checkout;

  /** Nothing is started for somebody who has not built them. */
  @Test
  void itTellsWhichRoomsHaveNoNativeExecutable() throws IOException {
    build(Room.INTAKE);
    build(Room.RECEIPTS);

    assertThatThrownBy(() -> DemoCommand.asNative(options()))
        .isInstanceOf(PlainFailure.class)
        .hasMessageContaining("of signing, submitter;")
        .hasMessageContaining("./sluss test --native");
  }

  @Test
  void allRoomsAreNativeOrNone() throws IOException {
    for (Room room : Room.values()) {
      build(room);
    }

    assertThat(DemoCommand.asNative(options()).startUp()).isEqualTo(StartUp.NATIVE);
  }

  private SuiteOptions options() {
    return SuiteOptions.usual(Layout.ofDemo(checkout), true, line -> {});
  }

  private void build(Room room) throws IOException {
    Path target = checkout.resolve("services").resolve(room.roomName()).resolve("target");
    Files.createDirectories(target);
    Files.createFile(target.resolve(room.roomName() + "-0.1.0-runner"));
  }
}
