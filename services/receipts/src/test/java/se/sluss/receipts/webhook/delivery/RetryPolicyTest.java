package se.sluss.receipts.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.receipts.webhook.delivery.NextStep.Disable;
import se.sluss.receipts.webhook.delivery.NextStep.End;
import se.sluss.receipts.webhook.delivery.NextStep.Retry;

class RetryPolicyTest {
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(
          List.of(
              Duration.ZERO,
              Duration.ofSeconds(5),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10),
              Duration.ofHours(14),
              Duration.ofHours(20),
              Duration.ofHours(24)));
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void withoutSpreadTheTenAttemptsStandOnTheTimeLine() {
    RetryPolicy policy = policy(0.5);
    Duration since = Duration.ZERO;
    List<Duration> line = new java.util.ArrayList<>(List.of(since));
    for (int attempt = 1; attempt < 10; attempt++) {
      NextStep next = policy.after(DeliveryKind.EVENT, attempt, answered(500));
      since = since.plus(((Retry) next).delay());
      line.add(since);
    }

    assertThat(line)
        .containsExactly(
            Duration.ZERO,
            Duration.parse("PT5S"),
            Duration.parse("PT5M5S"),
            Duration.parse("PT35M5S"),
            Duration.parse("PT2H35M5S"),
            Duration.parse("PT7H35M5S"),
            Duration.parse("PT17H35M5S"),
            Duration.parse("PT31H35M5S"),
            Duration.parse("PT51H35M5S"),
            Duration.parse("PT75H35M5S"));
    assertThat(policy.after(DeliveryKind.EVENT, 10, answered(500)))
        .isEqualTo(new End(DeliveryStatus.EXHAUSTED));
  }

  @Test
  void delaysSpreadByAFifthEitherWay() {
    assertThat(policy(0).after(DeliveryKind.EVENT, 2, answered(500)))
        .isEqualTo(new Retry(Duration.ofMinutes(4)));
    assertThat(policy(1).after(DeliveryKind.EVENT, 2, answered(500)))
        .isEqualTo(new Retry(Duration.ofMinutes(6)));
  }

  @Test
  void realRandomStaysWithinTheSpreadAndIsNotConstant() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    List<Duration> delays =
        IntStream.range(0, 1000)
            .mapToObj(i -> SCHEDULE.delayAfter(2, random).orElseThrow())
            .toList();

    assertThat(delays)
        .allSatisfy(
            delay -> assertThat(delay).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6)));
    assertThat(delays.stream().distinct().count()).isGreaterThan(900);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void everyAnswer2xxEndsIt(int status) {
    assertThat(policy(0.5).after(DeliveryKind.EVENT, 1, answered(status)))
        .isEqualTo(new End(DeliveryStatus.DELIVERED));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300, 301, 302, 307, 308, 400, 401, 404, 500, 503})
  void everythingElseIsRetriedByTheSchedule(int status) {
    assertThat(policy(0.5).after(DeliveryKind.EVENT, 1, answered(status)))
        .isEqualTo(new Retry(Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 504})
  void overloadedEndpointIsLeftAloneForAMinuteAtLeast(int status) {
    assertThat(policy(0.5).after(DeliveryKind.EVENT, 1, answered(status)))
        .isEqualTo(new Retry(MINUTE));
    assertThat(policy(0.5).after(DeliveryKind.EVENT, 2, answered(status)))
        .isEqualTo(new Retry(Duration.ofMinutes(5)));
  }

  @Test
  void timeOutIsAnOverload() {
    AttemptReport timeOut =
        AttemptReport.withoutAnswer(
            new AttemptOutcome.Overloaded(FailureReason.TIMEOUT), Duration.ofSeconds(15));

    assertThat(policy(0.5).after(DeliveryKind.EVENT, 1, timeOut)).isEqualTo(new Retry(MINUTE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 11})
  void eventThatWasAnswered410WaitsForItsEndpoint(int attempt) {
    assertThat(policy(0.5).after(DeliveryKind.EVENT, attempt, answered(410)))
        .isEqualTo(new Disable());
  }

  @ParameterizedTest
  @EnumSource(
      value = DeliveryKind.class,
      names = {"TEST", "REPLAY"})
  void testsAndReplaysAreAttemptedOnce(DeliveryKind kind) {
    assertThat(policy(0.5).after(kind, 1, answered(500))).isEqualTo(new End(DeliveryStatus.FAILED));
    assertThat(policy(0.5).after(kind, 1, answered(429))).isEqualTo(new End(DeliveryStatus.FAILED));
    assertThat(policy(0.5).after(kind, 1, answered(410))).isEqualTo(new End(DeliveryStatus.FAILED));
  }

  @ParameterizedTest
  @CsvSource({"503,PT2S,PT5S", "503,PT10M,PT10M", "429,PT90S,PT90S", "429,PT5S,PT1M"})
  void retryAfterIsObeyedWhenItIsLater(int status, Duration asked, Duration delay) {
    assertThat(policy(0.5).after(DeliveryKind.EVENT, 1, answered(status, asked)))
        .isEqualTo(new Retry(delay));
  }

  @Test
  void afterTheLastAttemptNoRetryAfterHelps() {
    assertThat(policy(0.5).after(DeliveryKind.EVENT, 10, answered(429, Duration.ofHours(1))))
        .isEqualTo(new End(DeliveryStatus.EXHAUSTED));
  }

  @Test
  void emptyScheduleIsNone() {
    assertThatThrownBy(() -> new RetrySchedule(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AttemptReport answered(int status) {
    return report(status, Optional.empty());
  }

  private static AttemptReport answered(int status, Duration retryAfter) {
    return report(status, Optional.of(retryAfter));
  }

  private static AttemptReport report(int status, Optional<Duration> retryAfter) {
    return new AttemptReport(
        AttemptOutcome.ofStatus(status),
        Optional.of(status),
        retryAfter,
        AnswerExcerpt.NOTHING,
        Duration.ofMillis(3));
  }

  private static RetryPolicy policy(double random) {
    return new RetryPolicy(SCHEDULE, MINUTE, new Fixed(random));
  }

  private record Fixed(double value) implements RandomGenerator {
    @Override
    public double nextDouble() {
      return value;
    }

    @Override
    public long nextLong() {
      throw new AssertionError("only fractions are drawn");
    }
  }
}
