package se.sluss.simulator.authority;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the simulator until the process is told to stop; prints one line when it listens. */
@Command(
    name = "simulator-authority",
    mixinStandardHelpOptions = true,
    description = "A strict stand-in for Försäkringskassan's E-IOA and ELT, on loopback.")
public final class Main implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "8461", description = "HTTPS port; 0 takes a free one")
  private int port;

  @Option(names = "--control-port", defaultValue = "8462", description = "port of the control API")
  private int controlPort;

  @Option(names = "--pki", required = true, description = "folder of keys; made when missing")
  private @Nullable Path pki;

  @Option(
      names = "--bankid-root",
      required = true,
      description = "PEM file: root of the users' BankID certificates")
  private @Nullable Path bankIdRoot;

  @Option(
      names = "--interval",
      defaultValue = "PT1S",
      description = "shortest time between two calls of a client (default ${DEFAULT-VALUE})")
  private Duration interval = Duration.ofSeconds(1);

  @Option(names = "--state", description = "folder that the ledger survives in")
  private @Nullable Path state;

  private Main() {}

  public static void main(String[] arguments) {
    System.setProperty("io.netty.noUnsafe", "true");
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (pki == null || bankIdRoot == null) {
      throw new IllegalStateException("an option is missing");
    }
    AuthoritySimulator.Settings settings =
        new AuthoritySimulator.Settings(port, controlPort, pki, bankIdRoot, interval, state);
    AuthoritySimulator simulator = new AuthoritySimulator(settings, InstantSource.system());
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
    System.out.printf("ready port=%d control-port=%d%n", simulator.port(), simulator.controlPort());
    new CountDownLatch(1).await();
    return 0;
  }
}
