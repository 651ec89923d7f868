package se.sluss.launcher.command;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.suite.AlreadyRunningException;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.RunningSuite;
import se.sluss.launcher.suite.Suite;
import se.sluss.launcher.suite.SuiteOptions;

/** Runs the suite until it is stopped. */
@Command(
    name = "up",
    description = "Runs the suite on this machine until Ctrl-C, or in the background.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  @Option(names = "--detach", description = "return when all is ready, and leave it running")
  private boolean detach;

  @Option(names = "--fresh", description = "delete data, secrets and keys of earlier runs first")
  private boolean fresh;

  @Option(
      names = "--observe",
      description = "run Prometheus and a viewer of traces beside it, where they can be had")
  private boolean observe;

  @Option(
      names = "--otlp",
      paramLabel = "URL",
      description = "send traces, logs and metrics there, OTLP over HTTP, and not to the viewer")
  private @Nullable URI otlp;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Layout layout = Layout.ofUp(Checkout.home());
    Optional<RunningSuite> running = RunningSuite.find(layout);
    if (running.isPresent()) {
      if (fresh) {
        throw new PlainFailure("Sluss runs already; stop it by ./sluss down before --fresh.");
      }
      out.println("Sluss runs already.");
      out.println(Welcome.of(running.get(), layout));
      return 0;
    }
    if (RunningSuite.startingOrRunning(layout)) {
      throw new PlainFailure("Sluss is being started or stopped by another ./sluss up.");
    }
    if (detach) {
      var observing = new Observing(layout, observe, Optional.ofNullable(otlp));
      out.println(Welcome.of(Background.start(layout, fresh, observing.flags(), out), layout));
      return 0;
    }
    return inForeground(layout, out);
  }

  private int inForeground(Layout layout, PrintWriter out) {
    var observing = new Observing(layout, observe, Optional.ofNullable(otlp));
    Suite suite =
        prepare(observing.over(SuiteOptions.usual(layout, fresh, line -> say(out, line))));
    StopAtEnd.of(suite, out);
    observing.beside(suite);
    try {
      suite.startAll();
    } catch (RuntimeException e) {
      suite.stop();
      throw e;
    }
    RunningSuite.find(layout).ifPresent(running -> say(out, Welcome.of(running, layout)));
    say(out, "Ctrl-C stops it.");
    Suite.UnexpectedEnd end = suite.firstUnexpectedEnd().join();
    suite.stop();
    throw endedByItself(end);
  }

  static PlainFailure endedByItself(Suite.UnexpectedEnd end) {
    return new PlainFailure(
        "%s ended by itself with exit code %d, so everything was stopped; its log is %s"
            .formatted(end.component().name(), end.exitCode(), end.component().log()));
  }

  static Suite prepare(SuiteOptions options) {
    try {
      return Suite.prepare(options);
    } catch (AlreadyRunningException e) {
      throw new PlainFailure("Another ./sluss uses " + options.layout().state() + " already.", e);
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
