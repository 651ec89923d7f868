package se.sluss.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.evidence.log.TreeHead;

/** What is called something is shown to people, so a name can hold nothing that they do not see. */
class PlainNamesTest {
  private static final Hash ROOT = Hash.of("root".getBytes(UTF_8));

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nb", "\u001b[2K", "a\u202eb", "åäö", "-a"})
  void aLogHasAPlainName(String name) {
    assertThatThrownBy(() -> new TreeHead(name, 1, ROOT, Sample.MADE_AT))
        .isInstanceOf(EvidenceFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sluss.example", "evidence.sluss.example:8443/log_1"})
  void aHostWithAPathIsAPlainName(String name) {
    assertThat(new TreeHead(name, 1, ROOT, Sample.MADE_AT).log()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "0F8FAD5B-D9CB-469F-A165-70867728950E", "a\nverified"})
  void aDocumentIsNamedByItsUuid(String id) {
    assertThatThrownBy(() -> Sample.receipt(id, Sample.TX_ID))
        .isInstanceOf(EvidenceFormatException.class);
  }
}
