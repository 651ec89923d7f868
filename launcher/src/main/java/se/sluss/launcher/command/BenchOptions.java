package se.sluss.launcher.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What both {@code ./sluss bench} and the benchmarks' own program understand. */
public final class BenchOptions {
  @Parameters(paramLabel = "SET", description = "which benchmarks, such as governor")
  private String set = "";

  @Option(
      names = "--phase",
      split = ",",
      paramLabel = "NAME",
      description = "only these phases of the set")
  private List<String> phases = new ArrayList<>();

  @Option(names = "--seed", description = "what is drawn comes from it; drawn itself when absent")
  private @Nullable Long seed;

  @Option(names = "--slots", description = "how many slots the phases that count slots shall see")
  private @Nullable Long slots;

  @Option(names = "--lanes", description = "how many lanes the phases with many lanes shall have")
  private @Nullable Integer lanes;

  @Option(
      names = "--fault-every",
      paramLabel = "SECONDS",
      description =
          "how long from one fault to the next on average, where there are any"
              + " (default ${DEFAULT-VALUE})")
  private double faultEvery = 1.65;

  @Option(
      names = "--minutes",
      description = "how long the phases that measure by time do so (default ${DEFAULT-VALUE})")
  private double minutes = 3;

  @Option(names = "--list", description = "tell the phases of the set and what they do")
  private boolean list;

  public String set() {
    return set;
  }

  /** Empty for all. */
  public List<String> phases() {
    return List.copyOf(phases);
  }

  public Optional<Long> seed() {
    return Optional.ofNullable(seed);
  }

  public Optional<Long> slots() {
    return Optional.ofNullable(slots);
  }

  public Optional<Integer> lanes() {
    return Optional.ofNullable(lanes);
  }

  public double minutes() {
    return minutes;
  }

  /** Seconds. */
  public double faultEvery() {
    return faultEvery;
  }

  public boolean list() {
    return list;
  }

  /** The same as arguments for another program. */
  List<String> asArguments() {
    var arguments = new ArrayList<>(List.of(set, "--minutes", Double.toString(minutes)));
    phases.forEach(phase -> arguments.addAll(List.of("--phase", phase)));
    seed().ifPresent(number -> arguments.addAll(List.of("--seed", number.toString())));
    slots().ifPresent(number -> arguments.addAll(List.of("--slots", number.toString())));
    lanes().ifPresent(number -> arguments.addAll(List.of("--lanes", number.toString())));
    arguments.addAll(List.of("--fault-every", Double.toString(faultEvery)));
    if (list) {
      arguments.add("--list");
    }
    return arguments;
  }
}
