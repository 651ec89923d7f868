package se.sluss.submitter.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.onboarding.Checklist.Done;
import se.sluss.submitter.onboarding.Checklist.Item;
import se.sluss.submitter.onboarding.Checklist.State;

class ChecklistTest {
  private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
  private static final Onboarding ONBOARDING = new Onboarding(VendorId.next(), Service.ELT, START);

  private final Map<Step, Done> done = new EnumMap<>(Step.class);
  private final Map<Step, Instant> undone = new EnumMap<>(Step.class);

  @Test
  void firstStepIsWaitedForSinceTheStartAndTheRestComesLater() {
    assertThat(item(Step.TERMS_READ).state()).isEqualTo(State.WAITING);
    assertThat(item(Step.TERMS_READ).since()).contains(START);
    assertThat(item(Step.AGREEMENT_SIGNED).state()).isEqualTo(State.LATER);
    assertThat(item(Step.AGREEMENT_SIGNED).since()).isEmpty();
  }

  @Test
  void stepIsWaitedForSinceTheLatestOfThoseBeforeIt() {
    tick(Step.TERMS_READ, 5);
    tick(Step.CERTIFICATE_INSTALLED, 2);

    assertThat(item(Step.AGREEMENT_SIGNED).state()).isEqualTo(State.WAITING);
    assertThat(item(Step.AGREEMENT_SIGNED).since()).contains(START.plusSeconds(5));
  }

  @Test
  void stepThatIsNotDoneAnyMoreIsWaitedForSinceThen() {
    tick(Step.TERMS_READ, 5);
    undone.put(Step.CERTIFICATE_INSTALLED, START.plusSeconds(7));
    undone.put(Step.AGREEMENT_SIGNED, START.plusSeconds(8));

    assertThat(item(Step.CERTIFICATE_INSTALLED).since()).contains(START.plusSeconds(7));
    assertThat(item(Step.AGREEMENT_SIGNED).since()).isEmpty();
    tick(Step.CERTIFICATE_INSTALLED, 9);
    assertThat(item(Step.CERTIFICATE_INSTALLED).since()).contains(START.plusSeconds(9));
    assertThat(item(Step.AGREEMENT_SIGNED).since()).contains(START.plusSeconds(9));
  }

  @Test
  void whatIsDoneOutOfTurnIsDoneAndHidesNothing() {
    tick(Step.TEST_APPROVED, 9);

    assertThat(item(Step.TEST_APPROVED).state()).isEqualTo(State.DONE);
    assertThat(item(Step.TEST_APPROVED).proof()).isEqualTo(Optional.of("seen"));
    assertThat(item(Step.TERMS_READ).since()).contains(START);
    assertThat(Checklist.of(ONBOARDING, done, undone).missing())
        .contains(Step.TERMS_READ, Step.PRODUCTION_ADDRESS)
        .doesNotContain(Step.TEST_APPROVED, Step.PRODUCTION_OPEN);
  }

  @Test
  void nothingIsMissingWhenAllButTheOpeningIsDone() {
    for (Step step : Step.values()) {
      if (step != Step.PRODUCTION_OPEN) {
        tick(step, 1);
      }
    }

    assertThat(Checklist.of(ONBOARDING, done, undone).missing()).isEmpty();
    assertThat(item(Step.PRODUCTION_OPEN).state()).isEqualTo(State.WAITING);
  }

  private void tick(Step step, long after) {
    done.put(step, new Done(START.plusSeconds(after), "seen"));
  }

  private Item item(Step step) {
    return Checklist.of(ONBOARDING, done, undone).items().stream()
        .filter(item -> item.step() == step)
        .findFirst()
        .orElseThrow();
  }
}
