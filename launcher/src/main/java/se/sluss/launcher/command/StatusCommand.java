package se.sluss.launcher.command;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.RunningSuite;

/** What runs, and where. */
@Command(
    name = "status",
    description = "Shows what runs; the exit code is 0 only when all of it is well.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Optional<Boolean> up = show("./sluss up", Layout.ofUp(Checkout.home()), out);
    Optional<Boolean> demo = show("./sluss demo", Layout.ofDemo(Checkout.home()), out);
    if (up.isEmpty() && demo.isEmpty()) {
      out.println("Nothing runs.");
      return 3;
    }
    return up.orElse(true) && demo.orElse(true) ? 0 : 1;
  }

  private static Optional<Boolean> show(String title, Layout layout, PrintWriter out) {
    Optional<RunningSuite> running = RunningSuite.find(layout);
    if (running.isEmpty()) {
      if (RunningSuite.startingOrRunning(layout)) {
        out.println(title + " is starting or stopping.");
        return Optional.of(false);
      }
      return Optional.empty();
    }
    var table =
        TextTable.forColumns(
            new ColorScheme.Builder(Ansi.OFF).build(),
            new Column(16, 2, Overflow.SPAN),
            new Column(10, 2, Overflow.SPAN),
            new Column(14, 2, Overflow.SPAN));
    boolean well = true;
    for (RunningSuite.Part part : running.get().parts()) {
      boolean alive = part.alive();
      Optional<Boolean> ready = alive ? running.get().ready(part) : Optional.of(false);
      String state = !alive ? "gone" : ready.orElse(true) ? "runs" : "not ready";
      well &= state.equals("runs");
      table.addRowValues(part.name(), Long.toString(part.pid()), state);
    }
    out.println(title + ", supervisor " + running.get().supervisor());
    out.print(table);
    out.println(Welcome.of(running.get(), layout));
    return Optional.of(well);
  }
}
