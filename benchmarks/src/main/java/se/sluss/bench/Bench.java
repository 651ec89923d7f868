package se.sluss.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Report;
import se.sluss.bench.frame.Run;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.governor.GovernorPhases;
import se.sluss.bench.intake.IntakePhases;
import se.sluss.bench.queue.QueuePhases;
import se.sluss.bench.signing.SigningPhases;
import se.sluss.bench.start.StartPhases;
import se.sluss.bench.webhooks.WebhookPhases;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.command.BenchOptions;

/**
 * Runs the phases of a set, prints a table and writes it to a file. The exit code is 0 when every
 * phase measured and every floor holds.
 */
@Command(name = "bench", mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
  private static final PhaseSets SETS =
      new PhaseSets()
          .with(
              "governor",
              Stream.concat(GovernorPhases.all().stream(), QueuePhases.ALL.stream()).toList())
          .with("intake", IntakePhases.ALL)
          .with("signing", SigningPhases.ALL)
          .with("start", StartPhases.ALL)
          .with("webhooks", WebhookPhases.ALL);
  private static final long SEEDS = 1_000_000_000L;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(names = "--checkout", required = true, description = "where the built programs lie")
  private Path checkout = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  private Bench() {}

  public static void main(String[] arguments) {
    int code =
        new CommandLine(new Bench())
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  if (e instanceof PlainFailure plain) {
                    command.getErr().println(plain.sentence());
                    return 2;
                  }
                  throw e;
                })
            .execute(arguments);
    System.exit(code);
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (options.list()) {
      for (Phase phase : SETS.of(options.set())) {
        out.printf("%-20s %s%n", phase.name(), phase.about());
      }
      return 0;
    }
    List<Phase> phases = SETS.of(options.set(), options.phases());
    long seed = options.seed().orElseGet(() -> new SecureRandom().nextLong(SEEDS));
    say(out, "Seed " + seed);
    Path state = checkout.resolve(".sluss/bench");
    var settings =
        new Settings(
            seed,
            options.slots().map(OptionalLong::of).orElse(OptionalLong.empty()),
            options.lanes().map(OptionalInt::of).orElse(OptionalInt.empty()),
            Duration.ofMillis(Math.round(options.faultEvery() * 1000)),
            Duration.ofSeconds(Math.round(options.minutes() * 60)),
            checkout,
            state.resolve("work"),
            line -> say(out, line));
    Report report = Run.of(options.set(), phases, settings);
    out.println();
    out.println(report.table());
    out.println("Written to " + report.write(state.resolve("results")));
    return report.good() ? 0 : 1;
  }

  private static void say(PrintWriter out, String line) {
    out.printf("%s  %s%n", TIME.format(LocalTime.now()), line);
    out.flush();
  }
}
