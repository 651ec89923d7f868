package se.sluss.simulator.bankid;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the simulator as a process until it is told to stop. */
@Command(
    name = "simulator-bankid",
    mixinStandardHelpOptions = true,
    description = "Simulates the BankID relying party API v6 on loopback.")
public final class Main implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "8451", description = "port of the API")
  private int port;

  @Option(names = "--control-port", defaultValue = "8452", description = "port of the controls")
  private int controlPort;

  @Option(names = "--pki", required = true, description = "folder that keeps the certificates")
  private Path pki = Path.of("");

  /** Starts the simulator; prints a line that begins with "ready" once both ports are open. */
  public static void main(String[] arguments) {
    // Answers are written in two parts; without this every one waits for a delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    var stopped = new CountDownLatch(1);
    try (var simulator = BankIdSimulator.start(port, controlPort, pki, InstantSource.system())) {
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .unstarted(
                      () -> {
                        simulator.close();
                        stopped.countDown();
                      }));
      System.out.println(
          "ready rp=" + simulator.rpAddress() + " control=" + simulator.controlAddress());
      stopped.await();
    }
    return 0;
  }
}
