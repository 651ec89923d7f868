package se.sluss.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import se.sluss.bench.frame.Phase;
import se.sluss.launcher.PlainFailure;

/** The phases by the name of their set, as the command line knows them. */
final class PhaseSets {
  private final Map<String, List<Phase>> sets = new LinkedHashMap<>();

  PhaseSets with(String name, List<Phase> phases) {
    sets.put(name, List.copyOf(phases));
    return this;
  }

  NavigableSet<String> names() {
    return new TreeSet<>(sets.keySet());
  }

  /** All phases of a set. */
  List<Phase> of(String set) {
    List<Phase> phases = sets.get(set);
    if (phases == null) {
      throw new PlainFailure("There is no benchmark %s; there are %s.".formatted(set, names()));
    }
    return phases;
  }

  /** The named phases of a set in the order of the set; all when none is named. */
  List<Phase> of(String set, List<String> wanted) {
    List<Phase> all = of(set);
    var unknown = new ArrayList<>(wanted);
    all.forEach(phase -> unknown.remove(phase.name()));
    if (!unknown.isEmpty()) {
      throw new PlainFailure(
          "%s has no phase %s; it has %s."
              .formatted(set, String.join(", ", unknown), all.stream().map(Phase::name).toList()));
    }
    return wanted.isEmpty()
        ? all
        : all.stream().filter(phase -> wanted.contains(phase.name())).toList();
  }
}
