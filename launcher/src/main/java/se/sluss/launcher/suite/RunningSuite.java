package se.sluss.launcher.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.process.Signals;

/**
 * What is known of a running suite from outside: kept in its state folder as long as it runs.
 *
 * @param supervisor process id of the one that started the others
 */
public record RunningSuite(long supervisor, Addresses addresses, List<Part> parts) {
  /** One process. */
  public record Part(String name, long pid, String log) {
    /** Whether the process lives. */
    public boolean alive() {
      return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  static void write(Suite suite, Layout layout) {
    var parts =
        suite.components().stream()
            .map(c -> new Part(c.name(), c.pid(), c.log().toString()))
            .toList();
    var running = new RunningSuite(ProcessHandle.current().pid(), suite.addresses(), parts);
    try {
      Path draft = layout.run().resolve("suite.json.new");
      Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(running));
      Files.move(draft, file(layout), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void forget(Layout layout) {
    try {
      Files.deleteIfExists(file(layout));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The suite that runs in the layout's folder and is ready; empty when there is none. */
  public static Optional<RunningSuite> find(Layout layout) {
    if (SuiteLock.holder(layout).isEmpty() || !Files.exists(file(layout))) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file(layout).toFile(), RunningSuite.class));
    } catch (IOException e) {
      throw new UncheckedIOException("The file is not readable: " + file(layout), e);
    }
  }

  /** Whether a suite runs or starts in the folder. */
  public static boolean startingOrRunning(Layout layout) {
    return SuiteLock.holder(layout).isPresent();
  }

  /**
   * Ends the suite of the folder: asks its supervisor, or, where that was killed, ends what it
   * left.
   *
   * @return whether there was anything to end
   */
  public static boolean end(Layout layout) {
    Optional<ProcessHandle> supervisor = SuiteLock.holder(layout);
    supervisor.ifPresent(process -> Signals.end(process, "TERM", Duration.ofSeconds(150)));
    try {
      int left = SuiteLock.endLeftovers(layout);
      forget(layout);
      return supervisor.isPresent() || left > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a service says that it is ready; empty for what is no service. */
  public Optional<Boolean> ready(Part part) {
    for (Room room : Room.values()) {
      if (room.roomName().equals(part.name())) {
        return Optional.of(Probe.healthy(addresses.service(room)));
      }
    }
    return Optional.empty();
  }

  private static Path file(Layout layout) {
    return layout.run().resolve("suite.json");
  }
}
