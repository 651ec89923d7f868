package se.sluss.launcher.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import se.sluss.launcher.embedded.EmbeddedPostgres;

/** What this is. */
@Command(
    name = "version",
    description = "Shows the versions of Sluss and of what it runs on.",
    mixinStandardHelpOptions = true)
public final class VersionCommand implements Callable<Integer>, IVersionProvider {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    for (String line : getVersion()) {
      spec.commandLine().getOut().println(line);
    }
    return 0;
  }

  @Override
  public String[] getVersion() {
    String sluss = VersionCommand.class.getPackage().getImplementationVersion();
    return new String[] {
      "Sluss " + Objects.requireNonNullElse(sluss, "unpackaged"),
      "Java " + Runtime.version(),
      "Postgres " + EmbeddedPostgres.version(),
      "Kafka " + AppInfoParser.getVersion()
    };
  }
}
