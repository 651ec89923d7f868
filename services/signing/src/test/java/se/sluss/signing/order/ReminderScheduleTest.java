package se.sluss.signing.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReminderScheduleTest {
  private static final Instant ACCEPTED = Instant.parse("2026-11-20T08:00:00Z");

  @Test
  void remindersAreDueFromTheMomentThatIsSet() {
    ReminderSchedule schedule = configured("PT1H,PT3H");

    assertThat(schedule.due(ACCEPTED, after("PT59M59S"))).isZero();
    assertThat(schedule.due(ACCEPTED, after("PT1H"))).isOne();
    assertThat(schedule.due(ACCEPTED, after("PT5H"))).isEqualTo(2);
  }

  @Test
  void theNextOneIsTheFirstThatIsStillToCome() {
    ReminderSchedule schedule = configured("PT1H,PT3H");

    assertThat(schedule.next(ACCEPTED, ACCEPTED)).contains(after("PT1H"));
    assertThat(schedule.next(ACCEPTED, after("PT1H"))).contains(after("PT3H"));
    assertThat(schedule.next(ACCEPTED, after("PT3H"))).isEmpty();
  }

  @Test
  void threeAndFourteenDaysAreMeantWhereNothingIsSet() {
    ReminderSchedule schedule =
        ReminderSchedule.of(
            new SmallRyeConfigBuilder()
                .withMapping(SigningConfig.class)
                .build()
                .getConfigMapping(SigningConfig.class));

    assertThat(schedule.after()).containsExactly(Duration.ofDays(3), Duration.ofDays(14));
  }

  @Test
  void nothingIsSetToHaveNone() {
    assertThat(configured("").next(ACCEPTED, ACCEPTED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT3H,PT1H", "PT1H,PT1H", "P1D", "PT1H,P2D"})
  void whatCannotBeKeptIsRefusedAtTheStart(String after) {
    assertThatThrownBy(() -> configured(after))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sluss.signing.order.remind-after");
  }

  private static Instant after(String time) {
    return ACCEPTED.plus(Duration.parse(time));
  }

  private static ReminderSchedule configured(String after) {
    return ReminderSchedule.of(
        new SmallRyeConfigBuilder()
            .withMapping(SigningConfig.class)
            .withDefaultValues(
                Map.of(
                    "sluss.signing.order.remind-after",
                    after,
                    "sluss.signing.order.sign-within",
                    "P1D"))
            .build()
            .getConfigMapping(SigningConfig.class));
  }
}
