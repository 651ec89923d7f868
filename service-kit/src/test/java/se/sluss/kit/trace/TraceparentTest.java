package se.sluss.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void whatIsReadIsWrittenAgain() {
    SpanContext context = Traceparent.read(VALID);
    assertThat(context.isRemote()).isTrue();
    assertThat(context.isSampled()).isTrue();
    assertThat(Traceparent.write(context)).isEqualTo(VALID);
    assertThat(Traceparent.write(SpanContext.getInvalid())).isEmpty();
  }

  @Test
  void aLaterVersionIsReadAsFarAsItIsKnown() {
    assertThat(Traceparent.read("cc" + VALID.substring(2) + "-more").isValid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"
      })
  void whatIsNotValidIsDroppedWhole(String text) {
    assertThat(Traceparent.read(text).isValid()).isFalse();
  }
}
