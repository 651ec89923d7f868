package se.sluss.system.promise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.sluss.testsupport.TestPersons;

/** Words that must never stand anywhere in the clear, and the search for them. */
final class Secrets {
  /** All that the test documents say of people, and what they are written in. */
  private static final List<String> PERSONAL =
      List.of("Provberg", "Åsa", "Örjan", "Testlund", "Kim Kontakt", "0901234567", "<personnummer");

  /** Beginnings of keys and secrets; a hint of a key is shorter than what follows here. */
  private static final Pattern KEY =
      Pattern.compile("(sluss_(ak|sk|rk)_[A-Za-z_]*[A-Za-z0-9]{16}|whsec_[A-Za-z0-9+/]{16})");

  /** Bytes. */
  private static final int SHORT = 4;

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{24,}={0,2}");

  private final List<String> words;

  Secrets(Collection<String> keys) {
    var all = new ArrayList<>(PERSONAL);
    Stream.concat(
            TestPersons.ADULTS.stream(),
            Stream.of(TestPersons.COORDINATION_NUMBER, TestPersons.CHILD))
        .forEach(
            number -> {
              all.add(number);
              all.add(number.substring(2));
              all.add(number.substring(0, 8) + "-" + number.substring(8));
              all.add(number.substring(2, 8) + "-" + number.substring(8));
            });
    all.addAll(keys);
    this.words = List.copyOf(all);
  }

  /** The secrets that stand in the text. */
  List<String> in(String text) {
    var found = new ArrayList<>(words.stream().filter(text::contains).toList());
    KEY.matcher(text).results().forEach(match -> found.add(match.group()));
    return found;
  }

  /** The secrets that stand in the bytes, as they are or under base64. */
  List<String> in(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    var found = new ArrayList<>(in(text));
    BASE64
        .matcher(new String(bytes, ISO_8859_1))
        .results()
        .forEach(match -> found.addAll(inDecoded(new String(decoded(match.group()), UTF_8))));
    return found;
  }

  /** Short words stand in any ciphertext of some megabytes by chance. */
  private List<String> inDecoded(String text) {
    return in(text).stream().filter(word -> word.getBytes(UTF_8).length > SHORT).toList();
  }

  private static byte[] decoded(String base64) {
    String whole = base64.replace("=", "");
    return Base64.getDecoder().decode(whole.substring(0, whole.length() - whole.length() % 4));
  }
}
