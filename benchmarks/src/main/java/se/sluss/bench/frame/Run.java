package se.sluss.bench.frame;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.sluss.launcher.PlainFailure;

/** Runs phases one after the other. One that fails is told of and the others go on. */
public final class Run {
  private Run() {}

  /** The results, in the order of the phases. */
  public static Report of(String set, List<Phase> phases, Settings settings) {
    Map<String, String> facts = Machine.describe(settings.checkout());
    var results = new ArrayList<PhaseResult>();
    for (Phase phase : phases) {
      settings.say("%s: %s", phase.name(), phase.about());
      PhaseResult result = run(phase, settings);
      result.failure().ifPresent(why -> settings.say("%s failed: %s", phase.name(), why));
      for (Figure figure : result.figures()) {
        settings.say(
            "  %s: %s  %s  %s",
            figure.name(), figure.text(), figure.verdict().words(), figure.note());
      }
      results.add(result);
    }
    return new Report(set, settings.seed(), facts, results);
  }

  private static PhaseResult run(Phase phase, Settings settings) {
    long begin = System.nanoTime();
    try {
      List<Figure> figures = phase.run(settings);
      return new PhaseResult(phase.name(), since(begin), figures, Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PhaseResult(phase.name(), since(begin), List.of(), Optional.of("interrupted"));
    } catch (PlainFailure e) {
      return new PhaseResult(phase.name(), since(begin), List.of(), Optional.of(e.sentence()));
    } catch (Exception e) {
      System.getLogger(Run.class.getName())
          .log(System.Logger.Level.ERROR, "A phase failed: " + phase.name(), e);
      return new PhaseResult(phase.name(), since(begin), List.of(), Optional.of(e.toString()));
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
