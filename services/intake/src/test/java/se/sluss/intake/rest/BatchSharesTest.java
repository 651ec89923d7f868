package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.submission.Brought;
import se.sluss.intake.submission.CheckedDocument;
import se.sluss.intake.submission.HandIn;
import se.sluss.intake.submission.NeededBy;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.id.SignerRole;

class BatchSharesTest {
  private final BatchShares shares = new BatchShares(100 * 1024, Duration.ZERO);

  @Test
  void whatFindsNoPlaceBesideOthersComesAgainWhenTheyAreDone() {
    try (BatchShares.Share large = shares.open();
        BatchShares.Share next = shares.open()) {
      large.hold(ofKibibytes(60));

      refuses(next, ofKibibytes(60), ProblemType.UNAVAILABLE);
      next.hold(ofKibibytes(30));
      large.close();
      next.hold(ofKibibytes(60));
    }
  }

  @Test
  void aBatchThatFindsNoPlaceAloneIsTooLarge() {
    try (BatchShares.Share alone = shares.open()) {
      alone.hold(ofKibibytes(60));

      refuses(alone, ofKibibytes(60), ProblemType.TOO_LARGE);
      alone.hold(ofKibibytes(30));
    }
  }

  @Test
  void whatIsToldTakesPlaceToo() {
    try (BatchShares.Share share = shares.open()) {
      refuses(share, withFaults(60), ProblemType.TOO_LARGE);
      share.hold(withFaults(40));
    }
  }

  private static void refuses(BatchShares.Share share, HandIn document, ProblemType why) {
    assertThatThrownBy(() -> share.hold(document))
        .asInstanceOf(type(Problem.class))
        .extracting(Problem::type)
        .isEqualTo(why);
  }

  private static HandIn ofKibibytes(int kibibytes) {
    return handIn(
        List.of(
            new CollectedSignature(
                SignerRole.ANORDNARE, "A".repeat(kibibytes * 1024 - 100), "A", LocalDate.EPOCH)),
        List.of());
  }

  private static HandIn withFaults(int count) {
    return handIn(List.of(), Collections.nCopies(count, Finding.of("#", Code.MISSING)));
  }

  private static HandIn handIn(List<CollectedSignature> signatures, List<Finding> faults) {
    return new HandIn(
        new CheckedDocument.Absent(),
        NeededBy.read(null),
        Optional.empty(),
        new Brought(signatures, true),
        faults);
  }
}
