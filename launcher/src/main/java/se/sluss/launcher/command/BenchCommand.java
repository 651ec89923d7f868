package se.sluss.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.process.JavaProgram;

/** Runs benchmarks in a process of their own. */
@Command(
    name = "bench",
    description = {
      "Measures, and prints a table with seed, machine and versions.",
      "The exit code is 0 when everything was measured and every floor holds."
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = Checkout.home();
    var program = new ArrayList<>(List.of("-jar", jar(home).toString()));
    program.addAll(options.asArguments());
    program.addAll(List.of("--checkout", home.toString()));
    Process process =
        new ProcessBuilder(JavaProgram.command(List.of("-Xmx1536m"), program)).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
    return process.waitFor();
  }

  private static Path jar(Path home) throws IOException {
    Path target = home.resolve("benchmarks/target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files
          .filter(file -> file.getFileName().toString().matches("benchmarks-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new PlainFailure("The benchmarks are not built."));
    }
  }
}
