package se.sluss.launcher.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.sluss.launcher.demo.Demo;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.SuiteOptions;
import se.sluss.launcher.suite.Training;

/** Makes the AOT caches, for images. */
@Command(
    name = "train",
    description = {
      "Makes the services' AOT caches anew from a run of the main job. ./sluss up and demo do so"
          + " by",
      "themselves; this is for making images, which need the caches before anything runs."
    },
    mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {
  @Option(
      names = "--count",
      defaultValue = "20",
      description = "notifications to hand in (default: ${DEFAULT-VALUE})")
  private int count = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path home = Checkout.home();
    var layout = new Layout(home, home.resolve(".sluss/train"));
    say(out, "Starting a suite to train on ...");
    Training.run(
        SuiteOptions.forTests(layout),
        suite -> {
          new Demo(suite, out, Terminal.height()).play(count);
          say(out, "Stopping it, and making the caches, which takes a minute or more ...");
        });
    out.println("The caches are in " + layout.aot());
    return 0;
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
