package se.sluss.launcher.suite;

import java.util.ArrayList;
import java.util.List;
import se.sluss.launcher.process.JavaProgram;
import se.sluss.launcher.process.ProcessPlan;

/** How each simulator is started. */
final class SimulatorPrograms {
  private static final List<String> FLAGS = JavaProgram.small(16, 128);

  private final SuiteOptions options;
  private final Addresses addresses;

  SimulatorPrograms(SuiteOptions options, Addresses addresses) {
    this.options = options;
    this.addresses = addresses;
  }

  ProcessPlan bankid() {
    return plan(FLAGS, "bankid", addresses.bankid(), addresses.bankidControl(), List.of());
  }

  ProcessPlan authority() {
    var arguments = new ArrayList<>(List.of("--interval", options.interval().toString()));
    var flags = new ArrayList<>(FLAGS);
    if (options.paceOnly().isPresent()) {
      PaceOnly judge = options.paceOnly().get();
      arguments.addAll(List.of("--pace-only", "--keep", Integer.toString(judge.keep())));
      flags.clear();
      // A pause of the judge's own would look like a breach.
      flags.addAll(List.of("-Xms" + judge.heap(), "-Xmx" + judge.heap(), "-XX:+UseZGC"));
    } else {
      Layout layout = options.layout();
      arguments.addAll(
          List.of(
              "--bankid-root",
              layout.pki("bankid").resolve("user-root.pem").toString(),
              "--state",
              layout.state().resolve("data/authority").toString()));
    }
    return plan(flags, "authority", addresses.authority(), addresses.authorityControl(), arguments);
  }

  ProcessPlan sink() {
    return plan(
        FLAGS,
        "webhook-sink",
        addresses.sink(),
        addresses.sinkControl(),
        List.of("--host", Addresses.SINK_HOST));
  }

  private ProcessPlan plan(
      List<String> flags, String name, int port, int control, List<String> more) {
    Layout layout = options.layout();
    var program =
        new ArrayList<>(
            List.of(
                "-jar",
                layout.simulator(name).toString(),
                "--port",
                Integer.toString(port),
                "--control-port",
                Integer.toString(control),
                "--pki",
                layout.pki(name).toString()));
    program.addAll(more);
    return ProcessPlan.of(
        name,
        JavaProgram.command(flags, program),
        JavaProgram.SMALL,
        layout.log(name),
        layout.run().resolve(name + ".pid"));
  }
}
