package se.sluss.signing.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrImageTest {
  private static final String TEXT =
      "bankid.67df3917-fa0d-44e5-b327-edcc928297f8.0."
          + "dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8";
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

  @Test
  void thePathDrawsTheDarkModulesAndNoOther() {
    QrCode code = QrCode.encodeText(TEXT, QrCode.Ecc.LOW);

    QrImage image = QrImage.of(TEXT);

    assertThat(image.size()).isEqualTo(code.size);
    assertThat(RUN.matcher(image.path()).replaceAll("")).isEmpty();
    boolean[][] drawn = new boolean[code.size][code.size];
    for (MatchResult run : RUN.matcher(image.path()).results().toList()) {
      assertThat(run.group(4)).isEqualTo(run.group(3));
      int from = Integer.parseInt(run.group(1));
      for (int x = from; x < from + Integer.parseInt(run.group(3)); x++) {
        drawn[Integer.parseInt(run.group(2))][x] = true;
      }
    }
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        assertThat(drawn[y][x]).as("module %d,%d", x, y).isEqualTo(code.getModule(x, y));
      }
    }
  }

  @Test
  void theNextSecondsCodeIsAnotherImage() {
    assertThat(QrImage.of(TEXT)).isEqualTo(QrImage.of(TEXT)).isNotEqualTo(QrImage.of(TEXT + "1"));
  }
}
