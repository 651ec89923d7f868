package se.sluss.launcher.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.demo.Demo;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.RunningSuite;
import se.sluss.launcher.suite.StartUp;
import se.sluss.launcher.suite.Suite;
import se.sluss.launcher.suite.SuiteOptions;

/** Plays the main job. */
@Command(
    name = "demo",
    description = {
      "Plays the main job with real documents: hand in, sign by BankID, send at the agreed pace,",
      "receipt, webhook, evidence. It runs on data of its own, new each time, beside ./sluss up."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--count",
      defaultValue = "30",
      description = "notifications to hand in (default: ${DEFAULT-VALUE})")
  private int count = 30;

  @Option(names = "--keep", description = "leave it running afterwards, until Ctrl-C")
  private boolean keep;

  @Option(
      names = "--native",
      description = "with the rooms' native executables, which ./sluss test --native builds")
  private boolean asNative;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (count < 1 || count > 3_000) {
      throw new PlainFailure("--count is a number from 1 to 3000.");
    }
    PrintWriter out = spec.commandLine().getOut();
    Layout layout = Layout.ofDemo(Checkout.home());
    if (RunningSuite.startingOrRunning(layout)) {
      throw new PlainFailure("A demo runs already; ./sluss down stops it.");
    }
    SuiteOptions usual = SuiteOptions.usual(layout, true, line -> say(out, line));
    Suite suite = UpCommand.prepare(asNative ? asNative(usual) : usual);
    StopAtEnd.of(suite, out);
    try (suite) {
      suite.startAll();
      Demo.Played played = new Demo(suite, out, Terminal.height()).play(count);
      verify(played.evidence(), out);
      if (!keep) {
        say(out, "To try it by hand: ./sluss demo --keep");
        return 0;
      }
      RunningSuite.find(layout).ifPresent(running -> say(out, Welcome.of(running, layout)));
      say(out, "Try by hand:");
      played.byHand().forEach(line -> say(out, "  " + line));
      say(out, "Ctrl-C or ./sluss down stops it.");
      Suite.UnexpectedEnd end = suite.firstUnexpectedEnd().join();
      throw UpCommand.endedByItself(end);
    }
  }

  /** The same with native executables, once each room is known to have one. */
  static SuiteOptions asNative(SuiteOptions options) {
    List<String> missing =
        Arrays.stream(Room.values())
            .filter(room -> options.layout().executable(room).isEmpty())
            .map(Room::roomName)
            .toList();
    if (!missing.isEmpty()) {
      throw new PlainFailure(
          "No native executable is built of "
              + String.join(", ", missing)
              + "; ./sluss test --native builds them.");
    }
    return options.with(StartUp.NATIVE);
  }

  /** The last step: a stranger checks one receipt's evidence. */
  private static void verify(List<String> arguments, PrintWriter out) {
    say(out, "The evidence of one receipt: ./sluss verify " + String.join(" ", arguments));
    say(out, "");
    int exit =
        new CommandLine(new VerifyCommand())
            .setOut(out)
            .setErr(out)
            .execute(arguments.toArray(String[]::new));
    say(out, "");
    if (exit != 0) {
      throw new PlainFailure("The evidence package is not as it should be.");
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
