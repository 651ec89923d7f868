package se.sluss.kit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.kit.problem.Problem;

class IdempotencyKeyTest {
  @Test
  void quotedAndBareAreOneKey() {
    assertThat(IdempotencyKey.parse("\"abc\"")).isEqualTo("abc");
    assertThat(IdempotencyKey.parse(" abc ")).isEqualTo("abc");
    assertThat(IdempotencyKey.parse("\"a\\\"b\\\\c\"")).isEqualTo("a\"b\\c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\"\"", "\"abc", "\"abc\"x", "\"a\\b\"", "å", "a\tb"})
  void whatIsNoKeyIsRefused(String header) {
    assertThatThrownBy(() -> IdempotencyKey.parse(header))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("idempotency-key-invalid");
  }

  @Test
  void lengthIsBounded() {
    assertThat(IdempotencyKey.parse("k".repeat(255))).hasSize(255);
    assertThatThrownBy(() -> IdempotencyKey.parse("k".repeat(256)))
        .hasMessageStartingWith("idempotency-key-invalid");
    assertThatThrownBy(() -> IdempotencyKey.parse(null))
        .hasMessageStartingWith("idempotency-key-missing");
  }

  @Test
  void aDigestKeepsPartsApart() {
    byte[] ab = {'a', 'b'};
    byte[] a = {'a'};
    byte[] b = {'b'};
    byte[] none = {};
    assertThat(Digest.of(ab, none)).isNotEqualTo(Digest.of(a, b)).isNotEqualTo(Digest.of(none, ab));
    assertThat(Digest.of(a, b)).isEqualTo(Digest.of(a.clone(), b.clone()));
  }
}
