package se.sluss.receipts.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventKindTest {
  @ParameterizedTest
  @EnumSource(EventKind.class)
  void everyKindIsReachedByItsTypeItsGroupAndAll(EventKind kind) {
    assertThat(kind.type()).matches("[a-z0-9_]+\\.[a-z0-9_]+");
    assertThat(kind.subscriptions())
        .hasSize(3)
        .allSatisfy(text -> assertThat(EventKind.canBeSubscribedTo(text)).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "submission", "submission.", "submission.*.x", "sub*", "**", "receipt.*"})
  void nothingElseCanBeSubscribedTo(String text) {
    assertThat(EventKind.canBeSubscribedTo(text)).isFalse();
  }
}
