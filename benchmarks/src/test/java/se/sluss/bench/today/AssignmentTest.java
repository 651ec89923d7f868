package se.sluss.bench.today;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import se.sluss.bench.harness.PlainClient;

class AssignmentTest {
  @Test
  void anotherProcessReadsWhatThisOneWrote() {
    var assignment =
        new Assignment(
            Assignment.Kind.SHARED_BUCKET,
            4711,
            Duration.ofMillis(1500),
            new PlainClient.Credentials("AAEC", "secret", "-----BEGIN-----\nx\n-----END-----\n"),
            new Assignment.Database("jdbc:postgresql://127.0.0.1/x", "someone", "other secret"));

    assertThat(Assignment.of(assignment.environment())).isEqualTo(assignment);
  }
}
