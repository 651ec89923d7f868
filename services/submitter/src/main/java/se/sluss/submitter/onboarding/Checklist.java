package se.sluss.submitter.onboarding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a vendor stands with a service. Computed anew each time from what is known. */
public record Checklist(Onboarding onboarding, List<Item> items) {

  /** How a step stands. */
  public enum State {
    DONE,
    /** Everything before it is done. */
    WAITING,
    /** Something before it is not done. */
    LATER
  }

  /**
   * What shows that a step is done.
   *
   * @param at since when
   * @param proof in words, without personal data
   */
  public record Done(Instant at, String proof) {}

  /**
   * One step.
   *
   * @param since when it was done, or since when it is waited for; empty for {@code LATER}
   * @param proof empty while it is not done
   */
  public record Item(Step step, State state, Optional<Instant> since, Optional<String> proof) {}

  /**
   * Where the vendor stands.
   *
   * @param undone since when a step is not done any more, or what was done for it does not count
   */
  static Checklist of(Onboarding onboarding, Map<Step, Done> done, Map<Step, Instant> undone) {
    Map<Step, Done> known = new EnumMap<>(Step.class);
    known.putAll(done);
    List<Item> items = new ArrayList<>();
    Instant since = onboarding.startedAt();
    boolean allBefore = true;
    for (Step step : Step.values()) {
      Done proved = known.get(step);
      if (proved != null) {
        items.add(
            new Item(step, State.DONE, Optional.of(proved.at()), Optional.of(proved.proof())));
        since = later(since, proved.at());
      } else {
        Instant waited = later(since, undone.getOrDefault(step, since));
        items.add(
            new Item(
                step,
                allBefore ? State.WAITING : State.LATER,
                allBefore ? Optional.of(waited) : Optional.empty(),
                Optional.empty()));
        allBefore = false;
      }
    }
    return new Checklist(onboarding, List.copyOf(items));
  }

  private static Instant later(Instant one, Instant other) {
    return other.isAfter(one) ? other : one;
  }

  /** What has to be done before production is opened, and is not. */
  public List<Step> missing() {
    return items.stream()
        .filter(item -> item.state() != State.DONE && item.step() != Step.PRODUCTION_OPEN)
        .map(Item::step)
        .toList();
  }
}
