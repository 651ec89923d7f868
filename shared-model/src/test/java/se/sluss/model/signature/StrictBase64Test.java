package se.sluss.model.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrictBase64Test {
  private static final String WITHIN = "Ag+/9-_= \n";

  @Test
  void nothingIsTakenButTheOneFormThatEncodingGives() {
    List<String> taken = new ArrayList<>();
    for (String text : texts()) {
      boolean expected = isWhatEncodingGives(text);
      if (expected) {
        taken.add(text);
      }
      assertThat(isTaken(text)).as("'%s'", text).isEqualTo(expected);
    }
    assertThat(taken).hasSizeGreaterThan(200);
  }

  /** All up to four characters; and longer ones that begin well. */
  private static List<String> texts() {
    List<String> texts = new ArrayList<>(List.of(""));
    for (int from = 0, length = 0; length < 4; length++) {
      int to = texts.size();
      for (; from < to; from++) {
        for (char one : WITHIN.toCharArray()) {
          texts.add(texts.get(from) + one);
        }
      }
    }
    String good =
        Base64.getEncoder()
            .encodeToString("What a person signs, and nothing else.".getBytes(ISO_8859_1));
    List<String> longer = new ArrayList<>();
    for (String end : texts) {
      longer.add(good.substring(0, good.length() / 8 * 4) + end);
    }
    texts.addAll(longer);
    return texts;
  }

  private static boolean isTaken(String text) {
    try {
      StrictBase64.decode(text, "it");
      return true;
    } catch (StepFailedException e) {
      return false;
    }
  }

  private static boolean isWhatEncodingGives(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(bytes).equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
