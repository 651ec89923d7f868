package se.sluss.simulator.authority;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.sluss.simulator.authority.ledger.Keep;

/** Runs the simulator until the process is told to stop; prints one line when it listens. */
@Command(
    name = "simulator-authority",
    mixinStandardHelpOptions = true,
    description = "A strict stand-in for Försäkringskassan's E-IOA and ELT, on loopback.")
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--port", defaultValue = "8461", description = "HTTPS port; 0 takes a free one")
  private int port;

  @Option(names = "--control-port", defaultValue = "8462", description = "port of the control API")
  private int controlPort;

  @Option(names = "--pki", required = true, description = "folder of keys; made when missing")
  private @Nullable Path pki;

  @Option(
      names = "--bankid-root",
      description = "PEM file: root of the users' BankID certificates; needed unless --pace-only")
  private @Nullable Path bankIdRoot;

  @Option(
      names = "--interval",
      defaultValue = "PT1S",
      description = "shortest time between two calls of a client (default ${DEFAULT-VALUE})")
  private Duration interval = Duration.ofSeconds(1);

  @Option(names = "--state", description = "folder that the ledger survives in")
  private @Nullable Path state;

  @Option(
      names = "--pace-only",
      description = "judge pace and identity alone: take every document unread")
  private boolean paceOnly;

  @Option(
      names = "--keep",
      description = "hold the latest so many calls in memory, without documents; all when absent")
  private @Nullable Integer keep;

  private Main() {}

  public static void main(String[] arguments) {
    System.setProperty("io.netty.noUnsafe", "true");
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (pki == null || (bankIdRoot == null && !paceOnly)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--bankid-root is missing, and --pace-only too");
    }
    AuthoritySimulator.Settings settings =
        new AuthoritySimulator.Settings(
            port,
            controlPort,
            pki,
            paceOnly ? null : bankIdRoot,
            interval,
            state,
            keep == null ? Keep.ALL : new Keep(keep, false));
    AuthoritySimulator simulator = new AuthoritySimulator(settings, InstantSource.system());
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
    System.out.printf("ready port=%d control-port=%d%n", simulator.port(), simulator.controlPort());
    new CountDownLatch(1).await();
    return 0;
  }
}
