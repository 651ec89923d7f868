package se.sluss.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.sluss.launcher.command.BenchCommand;
import se.sluss.launcher.command.DemoCommand;
import se.sluss.launcher.command.DownCommand;
import se.sluss.launcher.command.LogsCommand;
import se.sluss.launcher.command.StatusCommand;
import se.sluss.launcher.command.TestCommand;
import se.sluss.launcher.command.TrainCommand;
import se.sluss.launcher.command.UpCommand;
import se.sluss.launcher.command.VerifyCommand;
import se.sluss.launcher.command.VersionCommand;

/** The command line behind {@code ./sluss}. */
@Command(
    name = "./sluss",
    description = "Sluss on one machine: real Postgres, real Kafka, four services, simulators.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      TestCommand.class,
      BenchCommand.class,
      TrainCommand.class,
      VerifyCommand.class,
      VersionCommand.class
    })
public final class Sluss implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Sluss())
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              if (e instanceof PlainFailure plain) {
                command.getErr().println(plain.sentence());
                return 1;
              }
              throw e;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
