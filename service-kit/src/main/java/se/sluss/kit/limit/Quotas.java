package se.sluss.kit.limit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Admits requests within their quotas. Each replica takes a twentieth of a quota at a time and
 * counts it down by itself, so that few requests ask the database. All replicas together never
 * admit more than the quota in a window; what one of them has taken and not used, at most a
 * twentieth, the others lack.
 */
@ApplicationScoped
public class Quotas {
  private static final int SHARES = 20;
  private static final int MANY = 10_000;

  private final QuotaWindows windows;
  private final InstantSource clock;
  private final Map<Quota, Allowance> allowances = new ConcurrentHashMap<>();

  Quotas(QuotaWindows windows, InstantSource clock) {
    this.windows = windows;
    this.clock = clock;
  }

  /** Counts one request against each; against none when one of them refuses it. */
  public List<Standing> count(List<Quota> quotas) {
    Instant now = clock.instant();
    forgetEnded(now);
    List<Standing> standings = new ArrayList<>();
    List<Allowance> counted = new ArrayList<>();
    for (Quota quota : quotas) {
      Allowance allowance = allowances.computeIfAbsent(quota, Allowance::new);
      int wanted = Math.max(1, quota.requests() / SHARES);
      Standing standing = allowance.take(now, () -> windows.take(quota, wanted));
      standings.add(standing);
      if (standing.admitted()) {
        counted.add(allowance);
      }
    }
    if (counted.size() == quotas.size()) {
      return standings;
    }
    counted.forEach(Allowance::giveBack);
    return standings.stream()
        .map(standing -> standing.admitted() ? standing.givenBack() : standing)
        .toList();
  }

  private void forgetEnded(Instant now) {
    if (allowances.size() > MANY) {
      allowances.values().removeIf(allowance -> allowance.ended(now));
    }
  }
}
