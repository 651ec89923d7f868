package se.sluss.system.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import se.sluss.system.deploy.Checkout;
import se.sluss.system.running.Needed;

/**
 * The programs for Node that the lock file names, in a folder of this build. A test that asks for
 * them is skipped on a machine without Node.
 */
public final class NodePackages {
  private static final int OLDEST = 20;

  private final Path folder;

  private NodePackages(Path folder) {
    this.folder = folder;
  }

  public static NodePackages installed() {
    Path sources = Checkout.folder().resolve("system-tests/src/test/clients");
    Path folder = Checkout.folder().resolve("system-tests/target/clients");
    Program node = Program.run(sources, List.of("node", "--version"));
    Needed.here(
        node.good() && major(node.lastLine()) >= OLDEST,
        "Node " + OLDEST + " or newer is not on this machine: " + node.lastLine());
    try {
      Files.createDirectories(folder);
      Path lock = folder.resolve("package-lock.json");
      boolean done =
          Files.exists(folder.resolve("node_modules/.package-lock.json"))
              && Files.mismatch(sources.resolve("package-lock.json"), lock) < 0;
      for (Path source : all(sources)) {
        Files.copy(
            source, folder.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      if (!done) {
        install(folder);
      }
      return new NodePackages(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void install(Path folder) {
    String npm = "npm ci --ignore-scripts --no-audit --no-fund --prefer-offline";
    Program installed = Program.run(folder, Arrays.asList(npm.split(" ")));
    Needed.here(installed.good(), "npm cannot fetch the packages: " + installed.output());
  }

  private static int major(String version) {
    return version.matches("v\\d+\\..*") ? Integer.parseInt(version.replaceAll("v|\\..*", "")) : 0;
  }

  private static List<Path> all(Path sources) throws IOException {
    try (Stream<Path> files = Files.list(sources)) {
      return files.toList();
    }
  }

  /** A file of a package. */
  public Path file(String name) {
    return folder.resolve("node_modules").resolve(name);
  }

  /** Runs a script, named from this folder. */
  Program run(String script, String... arguments) {
    var command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return Program.run(folder, command);
  }

  /** Compiles a program with the strictest rules and runs it. */
  Program runTypeScript(String source, String... arguments) {
    try {
      Path file = Files.writeString(folder.resolve("program.ts"), source);
      Program compiled =
          run(
              "node_modules/typescript/bin/tsc",
              "--target",
              "ES2022",
              "--module",
              "NodeNext",
              "--strict",
              "--skipLibCheck",
              "--outDir",
              "out",
              file.getFileName().toString());
      return compiled.good() ? run("out/program.js", arguments) : compiled;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
