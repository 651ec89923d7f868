package se.sluss.model.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeIdTest {

  @ParameterizedTest
  @CsvSource({
    "00000000-0000-0000-0000-000000000000, 00000000000000000000000000",
    "00000000-0000-0000-0000-000000000001, 00000000000000000000000001",
    "00000000-0000-0000-0000-00000000000a, 0000000000000000000000000a",
    "00000000-0000-0000-0000-000000000020, 00000000000000000000000010",
    "ffffffff-ffff-ffff-ffff-ffffffffffff, 7zzzzzzzzzzzzzzzzzzzzzzzzz",
    "01890a5d-ac96-774b-bcce-b302099a8057, 01h455vb4pex5vsknk084sn02q"
  })
  void encodesAsTheSpecificationsVectors(UUID uuid, String suffix) {
    assertThat(TypeId.encode(uuid)).isEqualTo(suffix);
  }

  @Test
  void laterOnesSortBehindEarlierOnes() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      made.add(SubmissionId.next().value());
    }

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void readsWhatItWrote() {
    TenantId id = TenantId.next();

    assertThat(TenantId.of(id.toString())).isEqualTo(id);
    assertThat(TenantId.parse(id.value())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sub",
        "sub_",
        "ten_01h455vb4pex5vsknk084sn02q",
        "sub_81h455vb4pex5vsknk084sn02q",
        "sub_01h455vb4pex5vsknk084sn02",
        "sub_01h455vb4pex5vsknk084sn02qq",
        "sub_01H455VB4PEX5VSKNK084SN02Q",
        "sub_01h455vb4pex5vsknk084sn0il",
        "sub-01h455vb4pex5vsknk084sn02q"
      })
  void refusesEverythingElse(String text) {
    assertThat(SubmissionId.parse(text)).isEmpty();
    assertThatThrownBy(() -> SubmissionId.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
