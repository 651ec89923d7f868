package se.sluss.simulator.authority.fault;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Faults at random. The same profile draws the same faults for the same order of calls. Not
 * synchronised: the script is its only user.
 */
public final class Chaos {
  private static final long LONGEST_WAIT = 30_000;

  /**
   * What to draw from.
   *
   * @param seed of all that is drawn
   * @param share of the calls that a fault strikes, 0 to 1
   * @param kinds of fault, each as likely as another
   * @param mostMillis an answer that is late waits for 0 to so long; 30 seconds when absent
   * @param clientCn strikes this client only; any when absent
   */
  public record Profile(
      long seed,
      double share,
      List<FaultKind> kinds,
      @Nullable Long mostMillis,
      @Nullable String clientCn) {
    private static final EnumSet<FaultKind> NOT_BY_CHANCE = EnumSet.of(FaultKind.TLS_REFUSAL);

    public Profile {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("share must lie in 0..1");
      }
      if (kinds == null || kinds.isEmpty() || kinds.stream().anyMatch(NOT_BY_CHANCE::contains)) {
        throw new IllegalArgumentException("kinds must name faults of calls");
      }
      if (mostMillis != null && mostMillis < 0) {
        throw new IllegalArgumentException("mostMillis must not be negative");
      }
      kinds = List.copyOf(kinds);
    }
  }

  private final Profile profile;
  private final SplittableRandom random;

  public Chaos(Profile profile) {
    this.profile = profile;
    this.random = new SplittableRandom(profile.seed());
  }

  Optional<Fault> draw(String client) {
    if (profile.clientCn() != null && !profile.clientCn().equals(client)) {
      return Optional.empty();
    }
    boolean strikes = random.nextDouble() < profile.share();
    FaultKind kind = profile.kinds().get(random.nextInt(profile.kinds().size()));
    Long most = profile.mostMillis();
    long wait = random.nextLong((most == null ? LONGEST_WAIT : most) + 1);
    if (!strikes) {
      return Optional.empty();
    }
    Long millis = kind == FaultKind.LATENCY ? wait : null;
    return Optional.of(new Fault(kind, millis, null, null, null));
  }
}
