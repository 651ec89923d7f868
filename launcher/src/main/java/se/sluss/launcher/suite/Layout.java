package se.sluss.launcher.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.embedded.PostgresData;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.process.Folders;

/**
 * Where things lie: the built programs in the checkout, and one suite's data, secrets, logs and
 * running state in a folder of its own.
 */
public record Layout(Path checkout, Path state) {
  public Layout {
    checkout = checkout.toAbsolutePath().normalize();
    state = state.toAbsolutePath().normalize();
  }

  /** The suite that {@code ./sluss up} runs. */
  public static Layout ofUp(Path checkout) {
    return new Layout(checkout, checkout.resolve(".sluss"));
  }

  /** The suite that {@code ./sluss demo} runs; it shares nothing with the other. */
  public static Layout ofDemo(Path checkout) {
    return new Layout(checkout, checkout.resolve(".sluss").resolve("demo"));
  }

  /**
   * The program of a room's service.
   *
   * @throws PlainFailure when it is not built
   */
  public Path service(Room room) {
    Path jar =
        checkout
            .resolve("services")
            .resolve(room.roomName())
            .resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new PlainFailure("The service " + room.roomName() + " is not built: " + jar);
    }
    return jar;
  }

  /** The native executable of a room's service, where it is built. */
  public Optional<Path> executable(Room room) {
    Path target = checkout.resolve("services").resolve(room.roomName()).resolve("target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files.filter(file -> file.getFileName().toString().endsWith("-runner")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The program of a simulator: {@code bankid}, {@code authority} or {@code webhook-sink}.
   *
   * @throws PlainFailure when it is not built
   */
  public Path simulator(String name) {
    Path target = checkout.resolve("simulators").resolve(name).resolve("target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files
          .filter(file -> file.getFileName().toString().matches("simulator-.*\\.jar"))
          .filter(
              file -> !file.getFileName().toString().matches(".*-(sources|tests|javadoc)\\.jar"))
          .findFirst()
          .orElseThrow(() -> new PlainFailure("The simulator " + name + " is not built."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path postgresData() {
    return state.resolve("data/postgres");
  }

  public Path kafkaData() {
    return state.resolve("data/kafka");
  }

  /** Keys and certificates of a simulator. */
  public Path pki(String simulator) {
    return state.resolve("pki").resolve(simulator);
  }

  public Path secrets() {
    return state.resolve("secrets");
  }

  public Path logs() {
    return state.resolve("logs");
  }

  public Path log(String component) {
    return logs().resolve(component + ".log");
  }

  /** The services' AOT caches, which all suites of the checkout share. */
  public Path aot() {
    return checkout.resolve(".sluss/aot");
  }

  /** Pids and addresses while the suite runs. */
  public Path run() {
    return state.resolve("run");
  }

  /** Makes the folders, the private ones for the owner alone. */
  void prepare() throws IOException {
    for (Path folder : List.of(state.resolve("data"), logs(), run())) {
      Files.createDirectories(folder);
    }
    for (Path folder : List.of(secrets(), state.resolve("pki"))) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Deletes data, secrets, keys and running state; logs stay. */
  void wipe() throws IOException {
    PostgresData.delete(postgresData());
    for (String folder : List.of("data", "secrets", "pki", "run")) {
      Folders.delete(state.resolve(folder));
    }
  }
}
