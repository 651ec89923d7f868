package se.sluss.bench.frame;

/**
 * What a figure shall reach: the floor must hold, the aim is hoped for.
 *
 * @param better which way is better
 */
public record Target(double floor, double aim, Better better) {
  /** Which way is better. */
  public enum Better {
    MORE,
    LESS
  }

  public Target {
    if (better == Better.MORE ? aim < floor : aim > floor) {
      throw new IllegalArgumentException("the aim lies beyond the floor");
    }
  }

  /** At least so much. */
  public static Target atLeast(double floor, double aim) {
    return new Target(floor, aim, Better.MORE);
  }

  /** At most so much. */
  public static Target atMost(double floor, double aim) {
    return new Target(floor, aim, Better.LESS);
  }

  /** How a measured value stands to this. */
  public Verdict judge(double measured) {
    if (reaches(measured, aim)) {
      return Verdict.AIM_MET;
    }
    return reaches(measured, floor) ? Verdict.FLOOR_MET : Verdict.MISSED;
  }

  private boolean reaches(double measured, double bound) {
    return better == Better.MORE ? measured >= bound : measured <= bound;
  }
}
