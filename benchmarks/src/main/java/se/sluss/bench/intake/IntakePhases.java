package se.sluss.bench.intake;

import java.util.List;
import se.sluss.bench.frame.Phase;

/** Intake's phases. */
public final class IntakePhases {
  public static final List<Phase> ALL =
      List.of(
          new Accepted("small", "notifications of a kilobyte or less", HandedIn::notification),
          new Accepted("large", "time reports of some 20 kilobytes", HandedIn::timeReport),
          new Strangers());

  private IntakePhases() {}
}
