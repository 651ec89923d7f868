package se.sluss.launcher.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.RunningSuite;

/** Stops what runs. */
@Command(
    name = "down",
    description = "Stops the suite, and a demo that was kept; data stays.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean up = RunningSuite.end(Layout.ofUp(Checkout.home()));
    boolean demo = RunningSuite.end(Layout.ofDemo(Checkout.home()));
    out.println(up || demo ? "Stopped." : "Nothing runs.");
    return 0;
  }
}
