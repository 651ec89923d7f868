package se.sluss.simulator.sink;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the sink until the process is told to stop; prints one line when it listens. */
@Command(
    name = "simulator-webhook-sink",
    mixinStandardHelpOptions = true,
    description = "Receives and judges webhooks, on loopback.")
public final class Main implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "8471", description = "HTTPS port; 0 takes a free one")
  private int port;

  @Option(names = "--control-port", defaultValue = "8472", description = "port of the control API")
  private int controlPort;

  @Option(names = "--pki", required = true, description = "folder of keys; made when missing")
  private @Nullable Path pki;

  @Option(
      names = "--host",
      defaultValue = "sink.webhooks.test",
      description = "name in the certificate (default ${DEFAULT-VALUE})")
  private String host = "";

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (pki == null) {
      throw new IllegalStateException("an option is missing");
    }
    WebhookSink sink = new WebhookSink(port, controlPort, pki, host, InstantSource.system());
    Runtime.getRuntime().addShutdownHook(new Thread(sink::close));
    System.out.printf("ready port=%d control-port=%d%n", sink.port(), sink.controlPort());
    new CountDownLatch(1).await();
    return 0;
  }
}
