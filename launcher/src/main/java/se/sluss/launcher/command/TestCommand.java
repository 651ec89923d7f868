package se.sluss.launcher.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.sluss.launcher.testrun.NativeTests;
import se.sluss.launcher.testrun.TestFilter;
import se.sluss.launcher.testrun.TestRun;

/** Builds everything and runs the tests. */
@Command(
    name = "test",
    description = {
      "Builds everything and runs all tests, or those of the named modules or classes.",
      "The last line is the sum; the exit code is 0 only when tests ran and none failed."
    },
    mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILTER",
      description =
          "a module such as intake, a test class, with #method if wanted, or a proof: governor")
  private List<String> filter = List.of();

  @Option(
      names = "--native",
      description = {
        "build native executables, and run the tests against what is packaged with them;",
        "needs GRAALVM_HOME, native-image on the PATH, or a container engine"
      })
  private boolean nativeToo;

  @Option(
      names = "--write",
      description =
          "make pages anew that tests hold against what they are made of, such as configuration.md")
  private boolean write;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path home = Checkout.home();
    Path log = home.resolve(".sluss/logs/test.log");
    List<String> arguments =
        nativeToo ? NativeTests.arguments(home, filter) : TestFilter.arguments(home, filter);
    if (write) {
      arguments = new ArrayList<>(arguments);
      arguments.add("-Dsluss.write=true");
    }
    TestRun.Result result =
        new TestRun(home, Checkout.maven(), Checkout.ci()).run(arguments, log, out);
    if (!result.built()) {
      out.println("The build failed; its log is " + log);
    } else if (result.sum().total() == 0) {
      out.println("No test ran.");
    }
    out.println(result.sum());
    return result.exitCode();
  }
}
