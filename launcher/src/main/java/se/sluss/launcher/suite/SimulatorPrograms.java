package se.sluss.launcher.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.sluss.launcher.process.JavaProgram;
import se.sluss.launcher.process.ProcessPlan;

/** How each simulator is started. */
final class SimulatorPrograms {
  private static final List<String> FLAGS =
      List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final SuiteOptions options;
  private final Addresses addresses;

  SimulatorPrograms(SuiteOptions options, Addresses addresses) {
    this.options = options;
    this.addresses = addresses;
  }

  ProcessPlan bankid() {
    return plan("bankid", addresses.bankid(), addresses.bankidControl(), List.of());
  }

  ProcessPlan authority() {
    Layout layout = options.layout();
    return plan(
        "authority",
        addresses.authority(),
        addresses.authorityControl(),
        List.of(
            "--bankid-root",
            layout.pki("bankid").resolve("user-root.pem").toString(),
            "--interval",
            options.interval().toString(),
            "--state",
            layout.state().resolve("data/authority").toString()));
  }

  ProcessPlan sink() {
    return plan(
        "webhook-sink",
        addresses.sink(),
        addresses.sinkControl(),
        List.of("--host", Addresses.SINK_HOST));
  }

  private ProcessPlan plan(String name, int port, int control, List<String> more) {
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
        JavaProgram.command(FLAGS, program),
        Map.of(),
        layout.log(name),
        layout.run().resolve(name + ".pid"));
  }
}
